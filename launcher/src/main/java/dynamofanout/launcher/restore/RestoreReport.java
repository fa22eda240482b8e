// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.restore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The outcome of a restore, for people and as JSON.
 *
 * @param command that brings the state back into its table
 * @param refusal why the planner would refuse that command
 */
record RestoreReport(
        TableRestore.RestoreOrder order, UnrestoredSettings settings, String command, Optional<String> refusal) {
    String text() {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Restored: " + order.newTable() + " has the state before run "
                + order.run().run() + " and can be used");
        settings.set().forEach(what -> lines.add("  set      " + what));
        lines.add("  by hand  where you want them: " + String.join(", ", settings.byHand()));
        lines.add("  back     " + command);
        refusal.ifPresent(why -> lines.add("           would be refused now: " + why));
        return lines.toString();
    }

    ObjectNode json(String arn) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("runId", order.run().run().text())
                .put("environment", order.target().environment())
                .put("table", order.to())
                .put("arn", arn);
        json.set("backup", order.backup().json());
        write(json, "set", settings.set());
        write(json, "byHand", settings.byHand());
        json.put("back", command);
        refusal.ifPresent(why -> json.put("backRefused", why));
        return json;
    }

    private static void write(ObjectNode json, String name, List<String> texts) {
        texts.forEach(json.putArray(name)::add);
    }
}
