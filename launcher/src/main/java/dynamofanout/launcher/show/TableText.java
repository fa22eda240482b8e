package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import dynamofanout.table.Throughput;
import java.util.Optional;
import java.util.StringJoiner;

/** A table's keys, indexes and sizes, for people and for machines. */
public final class TableText {
    private TableText() {}

    /** @param named the table as the user named it, for the examples */
    public static String of(String environment, String named, TableDescription table) {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Table " + table.name() + " in " + environment + " (" + table.status() + ")");
        lines.add("  key      " + table.key());
        lines.add("  items    " + Figures.count(table.items(), "item", "items") + ", "
                + Figures.bytes(table.sizeBytes()) + " (counts are up to six hours old)");
        lines.add("  billing  " + billing(table.throughput()) + ", class " + table.tableClass());
        lines.add("  ARN      " + table.arn());
        for (IndexDescription index : table.indexes()) {
            lines.add("  index    " + index.name() + ": " + index.key() + ", " + index.projection()
                    + (index.isGlobal() ? ", " : ", local, ") + Figures.count(index.items(), "item", "items") + ", "
                    + Figures.bytes(index.sizeBytes()));
        }
        lines.add("Query it by");
        lines.add(example(environment, named, Optional.empty(), table.key()));
        table.indexes()
                .forEach(index -> lines.add(example(environment, named, Optional.of(index.name()), index.key())));
        return lines.toString();
    }

    public static ObjectNode json(String environment, TableDescription table) {
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
                .put("class", table.tableClass());
        ArrayNode indexes = json.putArray("indexes");
        for (IndexDescription index : table.indexes()) {
            ObjectNode one = indexes.addObject().put("index", index.name());
            writeKey(one, index.key());
            one.put("projection", index.projection())
                    .put("global", index.isGlobal())
                    .put("items", index.items())
                    .put("sizeBytes", index.sizeBytes());
        }
        return json;
    }

    private static String example(String environment, String table, Optional<String> index, KeySchema key) {
        var words = new StringJoiner(" ", "  fanout query " + environment + " " + table + " ", "");
        index.ifPresent(name -> words.add("--index " + name));
        key.partition().forEach(attribute -> words.add(attribute.name() + "=" + value(attribute)));
        for (int i = 0; i < key.sort().size(); i++) {
            KeyAttribute attribute = key.sort().get(i);
            boolean isLast = i == key.sort().size() - 1;
            words.add(
                    isLast
                            ? "'" + attribute.name() + range(attribute) + "'"
                            : attribute.name() + "=" + value(attribute));
        }
        return words.toString();
    }

    private static String range(KeyAttribute attribute) {
        return attribute.type().equals("N") ? " between 1 100" : " begins_with " + value(attribute);
    }

    private static String value(KeyAttribute attribute) {
        return switch (attribute.type()) {
            case "N" -> "17";
            case "B" -> "AQID";
            default -> "VALUE";
        };
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

    private static String billing(Throughput throughput) {
        return throughput.isOnDemand()
                ? "on demand"
                : "provisioned, " + Figures.whole(throughput.readUnits()) + " read and "
                        + Figures.whole(throughput.writeUnits()) + " write units/s";
    }
}
