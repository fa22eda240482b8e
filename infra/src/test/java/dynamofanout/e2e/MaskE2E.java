// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What the deployed policy masks, whoever starts the copy, and what it refuses. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskE2E {
    private static final int PEOPLE = 40;

    private final Home home;

    MaskE2E(Home home) {
        this.home = home;
    }

    @Test
    void a_set_from_the_console_is_masked_by_the_deployed_policy_and_joins_as_before() {
        Tables.create(home.production(), "People", "id:S");
        Tables.create(home.production(), "Purchases", "id:S");
        Tables.put(
                home.production(),
                "People",
                IntStream.range(0, PEOPLE)
                        .mapToObj(i ->
                                Tables.item("id", "person-" + i, "email", "someone" + i + "@shop.test", "city", "Ulm"))
                        .toList());
        Tables.put(
                home.production(),
                "Purchases",
                IntStream.range(0, 60)
                        .mapToObj(i -> Tables.item("id", "purchase-" + i, "buyer", "person-" + i % 50, "total", i))
                        .toList());

        DescribeExecutionResponse execution = home.execute(
                "people",
                "{\"source\": {\"environment\": \"production\", \"table\": [\"People\", \"Purchases\"]},"
                        + " \"target\": {\"environment\": \"sandbox\"}, \"create\": true}");
        Terminal.Ran again = home.fanout(
                "copy", "production/Purchases", "sandbox", "--mode", "changed", "--yes", "--json", "--run-id", "again");

        assertThat(execution.status())
                .as(execution.error() + ": " + execution.cause())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Tables.items(home.sandbox(), "People")).hasSize(PEOPLE);
        assertThat(Tables.items(home.sandbox(), "People").toString())
                .doesNotContain("person-")
                .doesNotContain("shop.test")
                .contains("Ulm");
        assertThat(Tables.items(home.sandbox(), "Purchases").toString()).doesNotContain("person-");
        assertThat(joined(home.sandbox())).isEqualTo(joined(home.production())).isEqualTo(50);
        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(again.json().path("counts").path("written").asInt()).isZero();
        assertThat(again.json().path("mask").path("file").asText()).isEqualTo(Home.MASK_FILE);
    }

    @Test
    void a_table_that_the_policy_s_mask_does_not_cover_is_refused() {
        Tables.create(home.production(), "Uncovered", "id:S");
        Tables.create(home.sandbox(), "Uncovered", "id:S");
        Tables.put(home.production(), "Uncovered", Tables.numbered(3));

        DescribeExecutionResponse execution = home.execute(
                "uncovered",
                "{\"source\": {\"environment\": \"production\", \"table\": \"Uncovered\"},"
                        + " \"target\": {\"environment\": \"sandbox\"}}");

        assertThat(execution.error()).isEqualTo("Refused");
        assertThat(execution.cause()).contains("Uncovered").contains(Home.MASK_FILE);
        assertThat(Tables.items(home.sandbox(), "Uncovered")).isEmpty();
    }

    @Test
    void a_copy_without_the_mask_that_this_machine_s_policy_asks_for_is_refused() throws IOException {
        Tables.create(home.production(), "Unmasked", "id:S");
        Tables.create(home.development(), "Unmasked", "id:S");
        Path stricter = home.directory().resolve("stricter.json");
        Files.writeString(
                stricter,
                Home.FANOUT_JSON.replace(
                        "[\"development\",", "[{\"environment\": \"development\", \"mask\": \"masks/sandbox.json\"},"));

        Terminal.Ran ran = home.fanout(
                "copy", "production/Unmasked", "development", "--yes", "--config", stricter.toString(), "--json");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
        assertThat(ran.json().path("error").asText()).contains("masks/sandbox.json", "deployed");
    }

    /** How many purchases lead to a person. */
    private static long joined(DynamoDbClient client) {
        Set<Object> people = Tables.items(client, "People").stream()
                .map(person -> person.get("id"))
                .collect(Collectors.toSet());
        return Tables.items(client, "Purchases").stream()
                .map((Map<String, Object> purchase) -> purchase.get("buyer"))
                .filter(people::contains)
                .count();
    }
}
