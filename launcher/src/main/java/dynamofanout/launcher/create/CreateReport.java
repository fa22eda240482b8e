// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.create;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.definition.NotCopied;
import dynamofanout.definition.TableDefinition;
import dynamofanout.environment.TableIdentity;
import dynamofanout.launcher.runs.RunTables;
import dynamofanout.launcher.show.Figures;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Describes a new table for people and as JSON: what is created like the source, and what is not.
 *
 * @param unknown settings of the source that could not be looked at, and so are not created
 */
record CreateReport(
        RunTables tables,
        TableDefinition table,
        TableIdentity identity,
        List<String> unknown,
        List<NotCopied> uncopied) {
    /** @param isBegun whether the table is there, by an earlier command that did not come to its end */
    String plan(boolean isBegun) {
        var text = new StringJoiner(System.lineSeparator())
                .add((isBegun ? "Go on creating table " : "Create table ") + table.name() + " in " + tables.target()
                        + " (" + identity.place() + "), as " + tables.source() + "/" + tables.table())
                .add("  key      " + table.keyWords())
                .add("  indexes  " + Figures.count(table.globalIndexes().size(), "global index", "global indexes")
                        + ", " + Figures.count(table.localIndexes().size(), "local index", "local indexes"))
                .add("  billing  " + table.billingWords());
        table.streamView().ifPresent(view -> text.add("  stream   " + view + " (nobody reads it yet)"));
        table.features().timeToLive().ifPresent(attribute -> text.add("  then     time to live on " + attribute));
        if (table.features().isRecoverable()) {
            text.add("  then     point-in-time recovery");
        }
        if (table.features().isDeletionProtected()) {
            text.add("  protect  against deletion");
        }
        table.features().kmsKey().ifPresent(key -> text.add("  kms key  " + key));
        unknown.forEach(what -> text.add("  unknown  " + what));
        uncopied.forEach(setting -> text.add("  without  " + setting.words()));
        return text.toString();
    }

    String done() {
        return "Created table " + table.name() + " in " + tables.target() + ": `fanout copy " + tables.source() + "/"
                + tables.table() + " " + tables.target() + "/" + table.name() + "` fills it";
    }

    /** @param arn of the table, once it is there */
    ObjectNode json(Optional<String> arn) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("table", table.name());
        arn.ifPresent(text -> json.put("arn", text));
        json.set("notCopied", NotCopied.json(uncopied));
        return json;
    }
}
