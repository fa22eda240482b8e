// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders in two accounts that are partly the same. */
abstract class ModesFixture {
    static final String TABLE = "Orders";

    @RegisterExtension
    final Cli cli = new Cli();

    final Queue<String> calls = new ConcurrentLinkedQueue<>();

    static String[] arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command, "--source", "production", "--target", "development", "--local", "--yes", "--table", TABLE));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Items in few large and many small partitions; the target has some of them, in some version. */
    void givenOrders(
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

    static List<Map<String, AttributeValue>> orders(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> order(i, "new")).toList();
    }

    static Map<String, AttributeValue> order(int i, String version) {
        String partition = i % 3 == 0 ? "large-" + i % 2 : "small-" + i;
        return item(
                "id", partition, "at", new BigDecimal(i).movePointLeft(1), "version", version, "text", "order " + i);
    }

    void watchCalls() {
        cli.wire(Wire.through(call -> {
            calls.add(call.operation() + " " + call.body());
            return call.send();
        }));
    }

    /** The counts that are not zero. */
    static String counts(Cli.Ran ran) {
        JsonNode counts = ran.json().path("counts");
        List<String> words = new ArrayList<>();
        counts.properties().forEach(entry -> {
            if (entry.getValue().asLong() != 0) {
                words.add(entry.getKey() + "=" + entry.getValue());
            }
        });
        return String.join(" ", words);
    }
}
