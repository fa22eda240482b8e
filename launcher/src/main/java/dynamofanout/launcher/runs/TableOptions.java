package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.FilterOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which tables are meant, what of them, and in how many parts: for commands that go through whole tables. */
final class TableOptions {
    @Option(
            names = "--source",
            required = true,
            paramLabel = "ENV",
            description = "Environment to read from: a name in fanout.json, else an AWS profile.")
    private String source;

    @Option(names = "--target", required = true, paramLabel = "ENV", description = "Environment to write to.")
    private String target;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "TABLE",
            description = "Name or ARN of the source table, for example Orders.")
    private String table;

    @Option(
            names = "--target-table",
            paramLabel = "TABLE",
            description = "Name or ARN of the target table (the source's name).")
    private @Nullable String targetTable;

    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "Parts of the Scan, 1 to 10000 (by the table's size).")
    private @Nullable Integer segments;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Segments copied at a time, 1 to 1000 (by what the target takes, at most 16).")
    private @Nullable Integer workers;

    @Option(names = "--consistent-read", description = "Read strongly consistent: twice the read units.")
    private boolean consistentRead;

    @Mixin
    private FilterOptions filter;

    /** Adds the request's fields. */
    void writeTo(ObjectNode request) {
        request.putObject("source").put("environment", source).put("table", table);
        ObjectNode to = request.putObject("target").put("environment", target);
        if (targetTable != null) {
            to.put("table", targetTable);
        }
        if (segments != null) {
            request.put("segments", segments);
        }
        if (workers != null) {
            request.put("workers", workers);
        }
        request.put("consistentRead", consistentRead);
        filter.writeTo(request);
    }
}
