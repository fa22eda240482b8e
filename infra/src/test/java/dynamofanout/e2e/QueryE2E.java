// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queries by the deployed function, and copies of what keys select. LocalStack enforces no policy and has no SnapStart. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryE2E {
    private final Home home;

    QueryE2E(Home home) {
        this.home = home;
    }

    @Test
    void an_alias_answers_for_its_environment() {
        home.tables("Asked", 5);

        String answer = home.query("live-production", asking("production", "Asked"));

        assertThat(answer)
                .contains("\"id\":\"item-3\"", "\"number\":3", "\"text\":\"the text of item 3\"")
                .endsWith("\"count\":1,\"units\":0.5}");
    }

    @Test
    void an_alias_answers_for_no_other_environment() {
        home.tables("AskedWrongly", 5);

        String answer = home.query("live-development", asking("production", "AskedWrongly"));

        assertThat(answer)
                .isEqualTo(
                        "{\"status\":403,\"error\":\"environment must be development, since the function was invoked by"
                                + " its alias, got: \\\"production\\\"\",\"field\":\"environment\"}");
    }

    @Test
    void only_the_alias_of_an_environment_lets_its_callers_in() {
        assertThat(home.queryPolicy("live-production"))
                .contains("444444444444", "\"lambda:InvokeFunction\"", "\"lambda:InvokeFunctionUrl\"")
                .doesNotContain("live-development");
    }

    @Test
    void a_url_answers_with_a_status() {
        home.tables("AskedByUrl", 5);

        String answer = home.queryByUrl("live-production", asking("production", "AskedByUrl"));
        String refused = home.queryByUrl("live-development", asking("production", "AskedByUrl"));

        assertThat(answer).startsWith("200 {\"items\":[{").contains("\"id\":\"item-3\"");
        assertThat(refused).startsWith("403 {\"status\":403,\"error\":\"environment must be development, ");
    }

    @Test
    void the_command_asks_the_deployed_function() {
        home.tables("AskedRemotely", 5);

        Terminal.Ran ran = home.fanout("query", "production", "AskedRemotely", "id=item-3", "--remote");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("text").asText()).isEqualTo("the text of item 3");
    }

    @Test
    void copies_the_items_of_selected_keys() {
        home.tables("Selected", 30);

        Terminal.Ran ran = home.copy(
                "Selected",
                "selected",
                "--partition-key",
                "id=item-3",
                "--partition-key",
                "id=item-4",
                "--partition-key",
                "id=item-none");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(2);
        assertThat(ran.json().path("counts").path("gone").asInt()).isEqualTo(1);
        assertThat(Tables.items(home.development(), "Selected")).hasSize(2);
    }

    private static String asking(String environment, String table) {
        return """
                {"environment": "%s", "table": "%s", "partitionKey": {"id": "item-3"}}"""
                .formatted(environment, table);
    }
}
