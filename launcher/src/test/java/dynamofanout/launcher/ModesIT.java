package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Copies that write only what differs, from the command line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ModesIT {
    private static final String TABLE = "Orders";

    @RegisterExtension
    final Cli cli = new Cli();

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @Test
    void changed_writes_missing_and_different_items_and_leaves_the_rest_alone() {
        givenOrders(3_000, i -> i % 100 != 0, i -> i % 50 == 1 ? "old" : "new");
        watchCalls();

        Cli.Ran ran = cli.copy(TABLE, "--mode", "changed", "--segments", "4", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=3000 written=90 unchanged=2910");
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
        assertThat(itemsWritten()).isEqualTo(90);
    }

    /** Items in few large and many small partitions; the target has some of them, in some version. */
    private void givenOrders(
            int count,
            java.util.function.IntPredicate isInTarget,
            java.util.function.IntFunction<String> versionInTarget) {
        Tables.create(cli.source(), TABLE, "id:S", "at:N");
        Tables.create(cli.target(), TABLE, "id:S", "at:N");
        Tables.put(
                cli.source(),
                TABLE,
                IntStream.range(0, count).mapToObj(i -> order(i, "new")).toList());
        Tables.put(
                cli.target(),
                TABLE,
                IntStream.range(0, count)
                        .filter(isInTarget)
                        .mapToObj(i -> order(i, versionInTarget.apply(i)))
                        .toList());
    }

    private static Map<String, AttributeValue> order(int i, String version) {
        String partition = i % 3 == 0 ? "large-" + i % 2 : "small-" + i;
        return item(
                "id", partition, "at", new BigDecimal(i).movePointLeft(1), "version", version, "text", "order " + i);
    }

    private void watchCalls() {
        cli.wire(Wire.through(call -> {
            calls.add(call.operation() + " " + call.body());
            return call.send();
        }));
    }

    private long itemsWritten() {
        return calls.stream()
                .filter(call -> call.startsWith("BatchWriteItem") || call.startsWith("PutItem"))
                .mapToLong(call -> call.split("\"PutRequest\"", -1).length - (call.startsWith("PutItem") ? 0 : 1))
                .sum();
    }

    /** The counts that are not zero. */
    private static String counts(Cli.Ran ran) {
        JsonNode counts = ran.json().path("counts");
        List<String> words = new ArrayList<>();
        counts.properties().forEach(entry -> {
            if (entry.getValue().asLong() != 0) {
                words.add(entry.getKey() + "=" + entry.getValue());
            }
        });
        return String.join(" ", words);
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
