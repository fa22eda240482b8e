// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvironmentRulesTest {
    private static final String PLAIN =
            """
            {"environments": {
              "production": {"account": "111111111111", "region": "eu-west-1", "tables": ["B", "A"], "copyTo": ["development"]},
              "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["A", "B"]}}}
            """;
    private static final String MASKED = PLAIN.replace(
            "[\"development\"]", "[{\"environment\": \"development\", \"mask\": \"masks/development.json\"}]");

    @Test
    void the_order_of_tables_is_no_difference() {
        assertThat(EnvironmentRules.differences(
                        file(PLAIN.replace("\"B\", \"A\"", "\"A\", \"B\"")), deployed(PLAIN, "old"), mask -> "old"))
                .isEmpty();
    }

    @Test
    void each_field_that_differs_is_named() {
        String other = PLAIN.replace(
                        "eu-west-1\", \"tables\": [\"A\"", "eu-west-2\", \"protected\": true, \"tables\": [\"C\"")
                .replace("\"copyTo\": [\"development\"]", "\"protected\": false");

        assertThat(EnvironmentRules.differences(file(other), deployed(PLAIN, "old"), mask -> "old"))
                .containsExactly(
                        "production.copyTo", "development.protected", "development.region", "development.tables");
    }

    @Test
    void a_mask_that_is_missing_or_has_other_rules_is_a_difference() {
        assertThat(EnvironmentRules.differences(file(MASKED), deployed(MASKED, "old"), mask -> "old"))
                .isEmpty();
        assertThat(EnvironmentRules.differences(file(MASKED), deployed(PLAIN, "old"), mask -> "old"))
                .containsExactly("production.copyTo");
        assertThat(EnvironmentRules.differences(file(MASKED), deployed(MASKED, "old"), mask -> "new"))
                .containsExactly("production.copyTo");
    }

    private static JsonNode deployed(String file, String fingerprint) {
        return EnvironmentRules.json(file(file), mask -> fingerprint);
    }

    private static Configuration file(String text) {
        return Configuration.parse("fanout.json", text);
    }
}
