// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.Verdict;
import dynamofanout.set.SetPlan;
import dynamofanout.set.SetSummary;
import java.util.Locale;

/**
 * Writes the answers of executions about sets. They are short enough for 500 tables to fit into a state's payload of
 * 256 KiB.
 */
final class SetAnswers {
    /** Most tables that a cause names. */
    private static final int NAMED = 20;

    private SetAnswers() {}

    /** Which tables would be copied. */
    static ObjectNode dryRun(SetPlan plan) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("setId", plan.set().text());
        ArrayNode tables = json.putArray("tables");
        plan.tables().forEach(table -> tables.addObject()
                .put("runId", table.member().run().text())
                .put("table", table.plan().source().name()));
        plan.dollars().ifPresent(sum -> json.putObject("estimate").put("dollars", sum));
        return json;
    }

    /** {@code {"verdict", "summary"}}, and unless it is complete {@code error} and {@code cause}. */
    static ObjectNode ended(SetSummary summary) {
        ObjectNode json = summary.json();
        ArrayNode tables = json.putArray("tables");
        summary.tables().forEach(table -> tables.addObject()
                .put("runId", table.member().run().text())
                .put("table", table.table())
                .put("verdict", table.verdict().word()));
        String verdict = summary.verdict().word();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("verdict", verdict);
        if (summary.verdict() != Verdict.COMPLETE) {
            answer.put("error", verdict.substring(0, 1).toUpperCase(Locale.ROOT) + verdict.substring(1))
                    .put("cause", cause(summary));
        }
        return answer.set("summary", json);
    }

    private static String cause(SetSummary summary) {
        var named = summary.tables().stream()
                .filter(table -> table.verdict() != Verdict.COMPLETE)
                .toList();
        var sentence = new StringBuilder("set " + summary.set().id() + ": " + summary.verdicts());
        named.stream().limit(NAMED).forEach(table -> sentence.append("; table ")
                .append(table.table())
                .append(": ")
                .append(table.reason().orElse(table.verdict().word())));
        if (named.size() > NAMED) {
            sentence.append("; and ").append(named.size() - NAMED).append(" more");
        }
        summary.next().ifPresent(command -> sentence.append("; go on by `")
                .append(command)
                .append("` or an execution with ")
                .append(summary.nextRequest().orElseThrow()));
        return sentence.toString();
    }
}
