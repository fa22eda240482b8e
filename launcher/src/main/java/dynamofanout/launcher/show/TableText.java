// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.KeySchema;
import dynamofanout.query.TableDetails;
import dynamofanout.query.TableDetails.Finding;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableSettings;
import dynamofanout.table.Throughput;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/** Describes a table's keys, indexes, sizes and settings, for people and as JSON. */
public final class TableText {
    private TableText() {}

    /**
     * The lines that describe a table.
     *
     * @param named the table as the user named it, for the examples
     */
    public static String of(String environment, String named, TableDetails details) {
        TableDescription table = details.table();
        TableSettings settings = details.settings();
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Table " + table.name() + " in " + environment + " (" + table.status() + ")");
        lines.add("  key        " + table.key());
        lines.add("  items      " + Figures.count(table.items(), "item", "items") + ", "
                + Figures.bytes(table.sizeBytes()) + " (counts are up to six hours old)");
        lines.add("  billing    " + billing(table.throughput()) + ", class " + table.tableClass());
        lines.add("  TTL        "
                + words(details.timeToLive(), attribute -> attribute
                        .map(name -> "on, by attribute " + name)
                        .orElse("off")));
        lines.add("  stream     " + settings.stream().orElse("none"));
        lines.add("  recovery   " + words(details.isRecoverable(), isOn -> "point in time " + (isOn ? "on" : "off")));
        lines.add("  protection " + (settings.isDeletionProtected() ? "cannot be deleted" : "can be deleted"));
        lines.add("  encryption " + settings.encryption());
        lines.add("  created    " + table.createdAt().truncatedTo(ChronoUnit.SECONDS));
        lines.add("  ARN        " + table.arn());
        for (IndexDescription index : table.indexes()) {
            lines.add("  index      " + index.name() + ": " + index.key() + ", " + index.projection()
                    + (index.isGlobal() ? ", " : ", local, ") + Figures.count(index.items(), "item", "items") + ", "
                    + Figures.bytes(index.sizeBytes()) + status(settings, index));
        }
        lines.add("Query it by");
        lines.add(KeyExample.of(environment, named, Optional.empty(), table.key()));
        table.indexes()
                .forEach(index -> lines.add(KeyExample.of(environment, named, Optional.of(index.name()), index.key())));
        return lines.toString();
    }

    public static ObjectNode json(String environment, TableDetails details) {
        TableDescription table = details.table();
        TableSettings settings = details.settings();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("environment", environment)
                .put("table", table.name())
                .put("arn", table.arn())
                .put("status", table.status());
        writeKey(json, table.key());
        json.put("items", table.items())
                .put("sizeBytes", table.sizeBytes())
                .put("billing", billing(table.throughput()))
                .put("class", table.tableClass())
                .put("createdAt", table.createdAt().toString())
                .put("deletionProtection", settings.isDeletionProtected())
                .put("encryption", settings.encryption());
        settings.stream().ifPresent(view -> json.put("stream", view));
        details.timeToLive().value().ifPresent(attribute -> json.put("timeToLive", attribute.orElse(null)));
        details.isRecoverable().value().ifPresent(isOn -> json.put("pointInTimeRecovery", isOn));
        ArrayNode indexes = json.putArray("indexes");
        for (IndexDescription index : table.indexes()) {
            ObjectNode one = indexes.addObject().put("index", index.name());
            writeKey(one, index.key());
            one.put("projection", index.projection())
                    .put("global", index.isGlobal())
                    .put("items", index.items())
                    .put("sizeBytes", index.sizeBytes());
            Optional.ofNullable(settings.indexStatuses().get(index.name()))
                    .ifPresent(status -> one.put("status", status));
        }
        return json;
    }

    private static <T> String words(Finding<T> finding, Function<T, String> words) {
        return finding.value().map(words).orElseGet(() -> "not known: " + finding.why());
    }

    private static String status(TableSettings settings, IndexDescription index) {
        return Optional.ofNullable(settings.indexStatuses().get(index.name()))
                .filter(status -> !status.equals("ACTIVE"))
                .map(status -> ", " + status)
                .orElse("");
    }

    private static void writeKey(ObjectNode json, KeySchema key) {
        key.partition().forEach(attribute -> json.withArray("partitionKey")
                .addObject()
                .put("name", attribute.name())
                .put("type", attribute.type()));
        key.sort().forEach(attribute -> json.withArray("sortKey")
                .addObject()
                .put("name", attribute.name())
                .put("type", attribute.type()));
    }

    public static String billing(Throughput throughput) {
        return throughput.isOnDemand()
                ? "on demand"
                : "provisioned, " + Figures.whole(throughput.readUnits()) + " read and "
                        + Figures.whole(throughput.writeUnits()) + " write units/s";
    }
}
