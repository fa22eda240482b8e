// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Log of the functions: JSON lines for CloudWatch. A line is a sentence with its run and segment, or metrics in the
 * embedded format (CloudWatch turns a line with {@code _aws} into metrics). Items are never logged. Thread-safe if its
 * sink is.
 *
 * @param namespace of the metrics in CloudWatch
 * @param context fields of every line: {@code runId}, {@code segment}
 */
public record FunctionLog(Clock clock, Consumer<String> sink, String namespace, Map<String, String> context) {
    public FunctionLog {
        context = Map.copyOf(context);
    }

    /** The same log, about this run and segment. */
    public FunctionLog about(Map<String, String> newContext) {
        return new FunctionLog(clock, sink, namespace, newContext);
    }

    public void info(String sentence) {
        sink.accept(line("INFO").put("message", sentence) + "\n");
    }

    public void error(String sentence) {
        sink.accept(line("ERROR").put("message", sentence) + "\n");
    }

    /** Logs counts by name. Counts of zero are left out. */
    public void metrics(Map<String, Double> counts) {
        ObjectNode line = line("INFO");
        ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", namespace);
        directive.putArray("Dimensions").addArray();
        var names = directive.putArray("Metrics");
        counts.forEach((name, count) -> {
            if (count != 0) {
                names.addObject().put("Name", name).put("Unit", "Count");
                line.put(name, count);
            }
        });
        if (!names.isEmpty()) {
            sink.accept(line + "\n");
        }
    }

    private ObjectNode line(String level) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("time", clock.instant().toString())
                .put("level", level);
        context.forEach(line::put);
        return line;
    }
}
