// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Writes a definition as commands of the AWS CLI, to be pasted into a shell. */
final class CliText {
    private CliText() {}

    static String of(TableDefinition table) {
        String named = " --table-name " + table.name();
        var text = new StringJoiner("\n");
        text.add("aws dynamodb create-table --cli-input-json "
                + quoted(table.createRequest().toPrettyString()));
        text.add("aws dynamodb wait table-exists" + named);
        later(table).forEach(text::add);
        return text.toString();
    }

    /** Commands for settings that can only be made once the table exists. */
    static List<String> later(TableDefinition table) {
        List<String> commands = new ArrayList<>();
        table.features().timeToLive().ifPresent(attribute -> commands.add(timeToLive(table.name(), attribute)));
        if (table.features().isRecoverable()) {
            commands.add(recovery(table.name()));
        }
        return commands;
    }

    private static String timeToLive(String table, String attribute) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("Enabled", true).put("AttributeName", attribute);
        return "aws dynamodb update-time-to-live --table-name " + table + " --time-to-live-specification "
                + quoted(json.toString());
    }

    private static String recovery(String table) {
        return "aws dynamodb update-continuous-backups --table-name " + table
                + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true";
    }

    /** Quotes a text for a shell. Between single quotes, everything except a single quote has no special meaning. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
