// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that help to write masks. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class MaskCommandsIT {
    private static final String CANARY = "kanarienvogel";

    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        Tables.create(cli.source(), "Customers", "customerId:S");
        Tables.put(
                cli.source(),
                "Customers",
                IntStream.range(0, 30)
                        .mapToObj(i -> item(
                                "customerId",
                                CANARY + "-" + i,
                                "email",
                                CANARY + i + "@example.com",
                                "status",
                                "ACTIVE"))
                        .toList());
        cli.variable("FANOUT_MASK_SECRET", "0123456789abcdef0123456789abcdef");
    }

    @Test
    void a_draft_is_a_mask_that_fits_its_table_and_holds_no_value() throws IOException {
        Cli.Ran draft = cli.run("mask suggest production/Customers");
        Files.writeString(cli.home().resolve("draft.json"), draft.out());
        Cli.Ran check = cli.run("mask check draft.json production/Customers");

        assertThat(draft.exit()).as(draft.all()).isZero();
        assertThat(draft.all()).doesNotContain(CANARY);
        assertThat(draft.err()).contains("By a sample of 30 items of table Customers.");
        assertThat(check.exit()).as(check.all()).isZero();
        assertThat(check.out()).contains("Every item of the sample has a rule for all that it holds.");
    }

    @Test
    void a_draft_for_machines_says_what_it_rests_on() {
        JsonNode json = cli.run("mask suggest production/Customers --json").json();

        assertThat(json.path("sampled").asInt()).isEqualTo(30);
        assertThat(json.path("findings")).hasSize(3);
        assertThat(json.path("draft").path("tables").has("Customers")).isTrue();
    }

    @Test
    void a_check_says_all_mistakes_at_once() throws IOException {
        mask("\"customerId\": {\"tokn\": \"customer\"}, \"email\": {\"email\": 17}");

        Cli.Ran check = cli.run("mask check m.json");

        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out().lines()).hasSize(2).allMatch(line -> line.startsWith("m.json, line "));
    }

    @Test
    void a_check_against_a_table_finds_what_no_rule_covers() throws IOException {
        mask("\"customerId\": {\"shape\": \"id\"}, \"email\": {\"email\": \"customer\"}, \"phone\": \"drop\"");

        Cli.Ran check = cli.run("mask check m.json production/Customers --json");

        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.all()).doesNotContain(CANARY);
        assertThat(check.json().path("findings"))
                .extracting(JsonNode::asText)
                .anyMatch(sentence -> sentence.startsWith("attribute customerId (S) of the table's key must have"))
                .contains(
                        "30 of 30 sampled items would be refused: status must have a rule in the mask, got: none",
                        "status has no rule (30 of 30 sampled items have it; unlisted: refuse)",
                        "nothing in the sample matches the rule for phone");
    }

    @Test
    void a_preview_shows_items_as_they_would_arrive() throws IOException {
        mask("\"customerId\": {\"token\": \"customer\"}, \"email\": {\"email\": \"customer\"}, \"status\": \"keep\"");

        Cli.Ran preview = cli.run("mask preview production/Customers --mask m.json --limit 3");
        Cli.Ran withOriginal = cli.run("mask preview production Customers --mask m.json --limit 1 --show-original");

        assertThat(preview.exit()).as(preview.all()).isZero();
        assertThat(preview.out().lines()).hasSize(3).allMatch(line -> line.contains("@example.invalid"));
        assertThat(preview.all()).doesNotContain(CANARY);
        assertThat(withOriginal.out().lines().map(line -> line.substring(0, 2))).containsExactly("- ", "+ ");
        assertThat(withOriginal.out()).contains(CANARY);
    }

    @Test
    void a_preview_says_why_an_item_would_be_refused() throws IOException {
        mask("\"customerId\": {\"token\": \"customer\"}, \"status\": \"keep\"");

        Cli.Ran preview = cli.run("mask preview production/Customers --mask m.json --limit 1");

        assertThat(preview.out()).isEqualToIgnoringNewLines("refused: email must have a rule in the mask, got: none");
    }

    @Test
    void a_table_that_fanout_json_does_not_list_is_not_looked_at() throws IOException {
        cli.fanoutJson(
                """
                {"environments": {"production": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                                                 "tables": ["Orders"]}}}
                """);

        Cli.Ran ran = cli.run("mask suggest production/Customers");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("table must be among the tables of environment production (Orders), got: \"Customers\"");
    }

    private void mask(String attributes) throws IOException {
        Files.writeString(
                cli.home().resolve("m.json"),
                "{\"format\": 1, \"secret\": {\"environmentVariable\": \"FANOUT_MASK_SECRET\"}, \"tables\":\n"
                        + "{\"Customers\": {\"attributes\": {" + attributes + "}}}}");
    }
}
