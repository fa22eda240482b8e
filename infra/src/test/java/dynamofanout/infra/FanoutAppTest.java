package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FanoutAppTest {
    @Test
    void synthesizes_a_stack_for_home_and_one_for_each_environment_whose_role_is_ours() {
        var assembly = FanoutApp.synthesize(Deployments.twoAccounts(), Path.of("target/cdk.out"));

        assertThat(assembly.getStacks())
                .extracting(stack -> stack.getStackName())
                .containsExactlyInAnyOrder("fanout", "fanout-access-production", "fanout-access-development");
    }
}
