// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FanoutAppTest {
    private static final Synthesis TWO_ACCOUNTS = Synthesis.ofTwoAccounts();

    @Test
    void makes_a_stack_for_home_and_one_for_each_environment_whose_role_is_ours() {
        assertThat(TWO_ACCOUNTS.stacks())
                .containsExactlyInAnyOrder(
                        "fanout", "fanout-runs", "fanout-access-production", "fanout-access-development");
    }

    @Test
    void says_which_environments_bring_a_role_of_their_own() {
        assertThat(TWO_ACCOUNTS.messages())
                .filteredOn(message -> message.startsWith("INFO"))
                .containsExactly("INFO /fanout environment guest has a role of its own"
                        + " (arn:aws:iam::444444444444:role/theirs), which no stack makes: let it trust the functions' roles and"
                        + " see to its permissions yourself");
    }

    /** Each accepted finding stands in the code with its reason, see {@link Accepted}. */
    @Test
    void the_rules_of_aws_solutions_find_nothing_that_has_no_reason() {
        assertThat(TWO_ACCOUNTS.messages())
                .filteredOn(message -> !message.startsWith("INFO"))
                .isEmpty();
    }

    @Test
    void the_same_settings_give_the_same_templates() {
        String first = StackTemplate.pretty(
                Synthesis.of(Deployments.twoAccounts()).template("fanout").whole());
        String second = StackTemplate.pretty(
                Synthesis.of(Deployments.twoAccounts()).template("fanout").whole());

        assertThat(second).isEqualTo(first);
    }

    /** Another home's access stack is another stack: its role is there already, so its deployment fails and changes nothing. */
    @Test
    void an_access_stack_carries_the_home_in_its_name() {
        assertThat(TWO_ACCOUNTS.stackNames())
                .contains("fanout-access-production-333333333333", "fanout-access-development-333333333333");
    }

    @Test
    void only_the_stack_with_code_needs_a_bootstrapped_account() {
        assertThat(TWO_ACCOUNTS.template("fanout").whole().toString()).contains("BootstrapVersion");
        for (String stack : List.of("fanout-runs", "fanout-access-production", "fanout-access-development")) {
            assertThat(TWO_ACCOUNTS.template(stack).whole().toString()).doesNotContain("BootstrapVersion");
        }
    }

    @Test
    void an_environments_name_with_an_underscore_is_a_stacks_name_with_a_hyphen() {
        Settings settings = Deployments.of(Deployments.TWO_ACCOUNTS.replace("development", "dev_two"));

        assertThat(Synthesis.of(settings).stacks()).contains("fanout-access-dev-two");
    }
}
