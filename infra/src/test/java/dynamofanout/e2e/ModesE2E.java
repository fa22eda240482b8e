// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Copies that write only what differs, by the whole workflow: copying, deleting and verifying. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModesE2E {
    private final Home home;

    ModesE2E(Home home) {
        this.home = home;
    }

    @Test
    void mirror_deletes_nothing_above_its_limit_and_everything_extra_last_when_it_is_raised() {
        home.tables("Mirrored", 300);
        put(home.development(), "Mirrored", 0, 290, "old");
        put(home.development(), "Mirrored", 300, 320, "extra");

        Terminal.Ran stopped = home.copy(
                "Mirrored", "mirrored", "--mode", "mirror", "--max-deletes", "19", "--verify", "--segments", "3");
        int beforeResuming = Tables.items(home.development(), "Mirrored").size();
        Terminal.Ran resumed = home.fanout("resume", "mirrored", "--max-deletes", "20", "--json");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(stopped.json().path("reason").asText())
                .isEqualTo("20 items of table Mirrored in development are not in the source, more than the 19 of"
                        + " --max-deletes: nothing was deleted; resume with --max-deletes 20 to delete them");
        assertThat(stopped.json().path("next").asText()).isEqualTo("fanout resume mirrored --max-deletes 20");
        assertThat(figures(stopped)).isEqualTo("read 300, written 300, extra 20, deleted 0");
        assertThat(home.ended("mirrored").error()).isEqualTo("Stopped");
        assertThat(beforeResuming).isEqualTo(320);
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(figures(resumed)).isEqualTo("read 300, written 300, extra 20, deleted 20");
        assertThat(resumed.json().path("verified").path("unchanged").asInt()).isEqualTo(300);
        assertThat(home.states("mirrored--2"))
                .as("copying, deleting, verifying")
                .containsSubsequence(
                        "CopySegments", "BeginPhase", "CopySegments", "BeginPhase", "CopySegments", "Finish");
        home.requireEqual("Mirrored");
    }

    @Test
    void compare_shows_what_differs_and_changed_writes_just_that() {
        home.tables("Refreshed", 200);
        put(home.development(), "Refreshed", 0, 200, "");
        home.development().deleteItem(delete -> delete.tableName("Refreshed").key(Tables.item("id", "item-7")));
        put(home.development(), "Refreshed", 8, 9, "old");
        put(home.development(), "Refreshed", 200, 201, "extra");

        Terminal.Ran compared = compare("--show", "3");
        Terminal.Ran changed = home.copy("Refreshed", "changed", "--mode", "changed", "--verify");
        Terminal.Ran comparedAgain = compare();

        assertThat(compared.exit()).as(compared.all()).isEqualTo(3);
        assertThat(compared.err())
                .contains("missing   {\"id\":{\"S\":\"item-7\"}}")
                .contains("different {\"id\":{\"S\":\"item-8\"}}: text")
                .contains("extra     {\"id\":{\"S\":\"item-200\"}}");
        assertThat(changed.exit()).as(changed.all()).isZero();
        assertThat(figures(changed)).isEqualTo("read 200, written 2, extra 0, deleted 0");
        assertThat(changed.json().path("verified").path("unchanged").asInt()).isEqualTo(200);
        assertThat(comparedAgain.exit()).isEqualTo(3);
        assertThat(comparedAgain.json().path("reason").asText()).isEqualTo("the tables differ: 1 extra in the target");
    }

    @Test
    void a_budget_ends_a_refresh_in_order_and_a_higher_one_lets_it_go_on() {
        home.tables("Dear", 300);
        home.copy("Dear", "dear", "--mode", "changed", "--segments", "3", "--write-units", "25", "--detach");
        home.awaitWritten("dear", 25);
        double spent = home.fanout("stop", "dear", "--json")
                .json()
                .path("cost")
                .path("actual")
                .asDouble();

        Terminal.Ran refused = home.fanout("resume", "dear", "--max-cost", "0.000001");
        Terminal.Ran stopped = home.fanout("resume", "dear", "--max-cost", cents(spent + 0.00001), "--json");
        Terminal.Ran resumed = home.fanout("resume", "dear", "--max-cost", "1", "--write-units", "1000", "--json");

        assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.json().path("reason").asText())
                .isEqualTo("the run has used up the " + cents(spent + 0.00001) + " dollars of --max-cost");
        assertThat(stopped.json().path("counts").path("written").asInt()).isLessThan(300);
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        JsonNode counts = resumed.json().path("counts");
        // what was written after the last save before a stop is found unchanged afterwards
        assertThat(counts.path("written").asInt() + counts.path("unchanged").asInt())
                .isEqualTo(300);
        home.requireEqual("Dear");
    }

    private Terminal.Ran compare(String... more) {
        var arguments = new ArrayList<>(List.of("compare", "--yes", "--json", "--table", "Refreshed"));
        arguments.addAll(List.of("--source", "production", "--target", "development"));
        arguments.addAll(List.of(more));
        return home.fanout(arguments.toArray(String[]::new));
    }

    private static String figures(Terminal.Ran ran) {
        JsonNode counts = ran.json().path("counts");
        return "read " + counts.path("read") + ", written " + counts.path("written") + ", extra " + counts.path("extra")
                + ", deleted " + counts.path("deleted");
    }

    private static String cents(double dollars) {
        return BigDecimal.valueOf(dollars)
                .setScale(6, RoundingMode.UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Items as they are in production, or of another text. */
    private static void put(DynamoDbClient client, String table, int from, int to, String text) {
        Tables.put(
                client,
                table,
                IntStream.range(from, to)
                        .mapToObj(i -> Tables.item(
                                "id",
                                "item-" + i,
                                "number",
                                i,
                                "text",
                                text.isEmpty() ? "the text of item " + i : text))
                        .toList());
    }
}
