// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a definition as a Terraform resource {@code aws_dynamodb_table}. Keys are written as {@code hash_key} and
 * {@code range_key}, which every version of the AWS provider reads. Only an index with several partition or sort
 * attributes needs {@code key_schema}, and then provider 6.29 or later.
 */
final class TerraformText {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private TerraformText() {}

    static String of(TableDefinition table) {
        var writer = new TerraformText();
        writer.resource(table);
        return writer.text.toString().stripTrailing();
    }

    private void resource(TableDefinition table) {
        open("resource \"aws_dynamodb_table\" \"" + label(table.name()) + "\"");
        set("name", quoted(table.name()));
        set("billing_mode", quoted(table.isProvisioned() ? "PROVISIONED" : "PAY_PER_REQUEST"));
        if (!table.isStandardClass()) {
            set("table_class", quoted(table.tableClass()));
        }
        key(table.key());
        table.streamView().ifPresent(view -> {
            set("stream_enabled", "true");
            set("stream_view_type", quoted(view));
        });
        if (table.features().isDeletionProtected()) {
            set("deletion_protection_enabled", "true");
        }
        throughput(table.throughput());
        table.attributes().forEach(this::attribute);
        table.localIndexes().forEach(this::localIndex);
        table.globalIndexes().forEach(this::globalIndex);
        features(table.features());
        close();
    }

    private void attribute(String name, String type) {
        open("attribute");
        set("name", quoted(name));
        set("type", quoted(type));
        close();
    }

    private void localIndex(IndexDefinition index) {
        open("local_secondary_index");
        set("name", quoted(index.name()));
        KeyPart.sort(index.key()).ifPresent(sort -> set("range_key", quoted(sort)));
        projection(index);
        close();
    }

    private void globalIndex(IndexDefinition index) {
        open("global_secondary_index");
        set("name", quoted(index.name()));
        boolean hasSeveral = KeyPart.attributes(index.key(), true).size() > 1
                || KeyPart.attributes(index.key(), false).size() > 1;
        if (!hasSeveral) {
            key(index.key());
        }
        projection(index);
        throughput(index.throughput());
        if (hasSeveral) {
            index.key().forEach(part -> {
                open("key_schema");
                set("attribute_name", quoted(part.attribute()));
                set("key_type", quoted(part.type()));
                close();
            });
        }
        close();
    }

    private void key(List<KeyPart> key) {
        set("hash_key", quoted(KeyPart.attributes(key, true).get(0)));
        KeyPart.sort(key).ifPresent(sort -> set("range_key", quoted(sort)));
    }

    private void projection(IndexDefinition index) {
        set("projection_type", quoted(index.projection()));
        if (!index.included().isEmpty()) {
            set(
                    "non_key_attributes",
                    index.included().stream().map(TerraformText::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private void throughput(Throughput throughput) {
        if (throughput instanceof Throughput.Provisioned units) {
            set("read_capacity", String.valueOf(units.reads()));
            set("write_capacity", String.valueOf(units.writes()));
        }
        if (throughput instanceof Throughput.OnDemand most && !most.equals(Throughput.UNLIMITED)) {
            open("on_demand_throughput");
            most.mostReads().ifPresent(units -> set("max_read_request_units", String.valueOf(units)));
            most.mostWrites().ifPresent(units -> set("max_write_request_units", String.valueOf(units)));
            close();
        }
    }

    private void features(TableFeatures features) {
        features.timeToLive().ifPresent(attribute -> {
            open("ttl");
            set("attribute_name", quoted(attribute));
            set("enabled", "true");
            close();
        });
        if (features.isRecoverable()) {
            open("point_in_time_recovery");
            set("enabled", "true");
            close();
        }
        features.kmsKey().ifPresent(key -> {
            open("server_side_encryption");
            set("enabled", "true");
            set("kms_key_arn", quoted(key));
            close();
        });
        if (!features.tags().isEmpty()) {
            open("tags =");
            features.tags().forEach((name, value) -> set(quoted(name), quoted(value)));
            close();
        }
    }

    private void open(String head) {
        line(head + " {");
        depth++;
    }

    private void close() {
        depth--;
        line("}");
    }

    private void set(String name, String value) {
        line(name + " = " + value);
    }

    private void line(String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }

    private static String label(String table) {
        return "table_" + table.replaceAll("[^0-9A-Za-z_-]", "_").toLowerCase(Locale.ROOT);
    }

    /** In HCL, <code>${</code> and <code>%{</code> begin a template. Doubling the sign prevents that. */
    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                        .replace("${", "$${")
                        .replace("%{", "%%{")
                + '"';
    }
}
