// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskPolicyTest {
    private static final String MASKED = "{\"environment\": \"development\", \"mask\": \"masks/development.json\"}";
    private static final TableIdentity PRODUCTION = onAws("111111111111");
    private static final TableIdentity DEVELOPMENT = onAws("222222222222");

    @Test
    void a_pair_goes_through_the_mask_that_copy_to_names() {
        TargetPolicy policy = policy(file("\"staging\", " + MASKED, ""));

        assertThat(policy.mask("production", "development", PRODUCTION, DEVELOPMENT))
                .contains("masks/development.json");
        assertThat(policy.mask("production", "staging", PRODUCTION, onAws("444444444444")))
                .isEmpty();
    }

    @Test
    void a_mask_holds_under_every_name_of_the_two_places() {
        TargetPolicy policy = policy(file(MASKED, ""));

        assertThat(policy.mask("prod-admin", "dev-admin", PRODUCTION, DEVELOPMENT))
                .contains("masks/development.json");
    }

    @Test
    void an_entry_without_a_mask_never_wins_over_one_with() {
        TargetPolicy policy = policy(file("\"development\", \"sandbox\", " + MASKED, ""));

        assertThat(policy.mask("production", "development", PRODUCTION, DEVELOPMENT))
                .contains("masks/development.json");
        assertThat(policy.mask("production", "sandbox", PRODUCTION, DEVELOPMENT))
                .contains("masks/development.json");
    }

    @Test
    void two_different_masks_for_one_pair_are_refused() {
        TargetPolicy policy =
                policy(file(MASKED + ", {\"environment\": \"sandbox\", \"mask\": \"masks/sandbox.json\"}", ""));

        assertThatThrownBy(() -> policy.mask("production", "sandbox", PRODUCTION, DEVELOPMENT))
                .isInstanceOf(BadInput.class)
                .hasMessage("copyTo in fanout.json must name one mask for what is copied from production to sandbox,"
                        + " got: masks/development.json and masks/sandbox.json");
    }

    @Test
    void copy_to_lists_names_and_masked_names() {
        Environment production = Configuration.parse("fanout.json", file("\"staging\", " + MASKED, ""))
                .environment("production")
                .orElseThrow();

        assertThat(production.copyTo())
                .contains(List.of(
                        new CopyTarget("staging"),
                        new CopyTarget("development", Optional.of("masks/development.json"))));
    }

    @Test
    void what_is_wrong_in_copy_to_is_named_by_its_place() {
        assertWrong(
                "17",
                "environments.production.copyTo[0] must be an environment's name or an object with environment and mask,"
                        + " got: 17");
        assertWrong(
                "{\"environment\": \"development\"}",
                "field \"environments.production.copyTo[0].mask\" is missing in fanout.json");
        assertWrong(
                "{\"environment\": \"developmnt\", \"mask\": \"m.json\"}",
                "environments.production.copyTo must list environments of this file (production, staging, sandbox,"
                        + " development), got: \"developmnt\"; did you mean \"development\"?");
        for (String path : List.of("../m.json", "/etc/m.json", "masks/../../m.json", "C:/m.json", "masks//m.json")) {
            assertWrong(
                    "{\"environment\": \"development\", \"mask\": \"" + path + "\"}",
                    "environments.production.copyTo[0].mask must be a path below the directory of fanout.json, such as"
                            + " masks/development.json, got: \"" + path + "\"");
        }
    }

    @Test
    void a_way_around_a_mask_in_two_copies_is_warned_of() {
        String sentence = "data of environment production must be masked in environment development, but can get there"
                + " without a mask in several copies (production -> staging -> development): give one of these steps a"
                + " mask, or leave it out of copyTo, in fanout.json";
        TargetPolicy open = policy(file("\"staging\", " + MASKED, ""));
        TargetPolicy listed = policy(file("\"staging\", " + MASKED, "\"copyTo\": [\"development\"], "));

        assertThat(open.leaks("production", "development")).containsExactly(sentence);
        assertThat(listed.leaks("production", "staging")).containsExactly(sentence);
        assertThat(listed.leaks("staging", "development")).containsExactly(sentence);
        assertThat(listed.leaks("sandbox", "staging")).isEmpty();
    }

    @Test
    void a_mask_on_the_second_step_or_a_closed_one_is_no_way_around() {
        assertThat(policy(file("\"staging\", " + MASKED, "\"copyTo\": [], ")).leaks("production", "development"))
                .isEmpty();
        assertThat(policy(file("\"staging\", " + MASKED, "\"copyTo\": [" + MASKED + "], "))
                        .leaks("production", "development"))
                .isEmpty();
        assertThat(policy(file(MASKED, "")).leaks("production", "development")).isEmpty();
    }

    private static void assertWrong(String entry, String sentence) {
        assertThatThrownBy(() -> Configuration.parse("fanout.json", file(entry, "")))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    /** Sandbox is development's account under another name. */
    private static String file(String copyTo, String ofStaging) {
        return """
                {"environments": {
                   "production":  {"account": "111111111111", "region": "eu-west-1", "tables": ["*"], "copyTo": [%s]},
                   "staging":     {"account": "444444444444", "region": "eu-west-1", %s"tables": ["*"]},
                   "sandbox":     {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]},
                   "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]}}}
                """
                .formatted(copyTo, ofStaging);
    }

    private static TargetPolicy policy(String json) {
        Configuration configuration = Configuration.parse("fanout.json", json);
        return new TargetPolicy(configuration, new Environments(configuration, ProfileFiles.of(""), name -> null));
    }

    private static TableIdentity onAws(String account) {
        return new TableIdentity("aws", account, "eu-west-1", "Orders");
    }
}
