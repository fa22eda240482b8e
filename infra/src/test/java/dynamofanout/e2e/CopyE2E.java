package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyE2E {
    private final Home home;

    CopyE2E(Home home) {
        this.home = home;
    }

    @Test
    void deploys() {
        System.out.println(home.localStack().log());
        assertThat(home.fanout("status").exit()).isZero();
    }
}
