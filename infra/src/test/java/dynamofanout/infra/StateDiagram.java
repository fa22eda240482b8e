// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a definition as a Mermaid flow chart, with tables of what its states do and which errors are tried again. */
final class StateDiagram {
    private final JsonNode definition;
    private final Map<String, JsonNode> states = new LinkedHashMap<>();
    private final List<String> chart = new ArrayList<>();

    StateDiagram(JsonNode definition) {
        this.definition = definition;
    }

    String markdown() {
        chart.add("flowchart TD");
        draw(definition, "  ");
        return """
                # The state machine

                Drawn from the definition by `make renew`; a test compares them. Round: an end. Dotted: whatever the error.

                ```mermaid
                %s
                ```

                | state | type | what it does |
                |---|---|---|
                %s

                | state | tried again after | times | waiting |
                |---|---|---|---|
                %s
                """
                .formatted(String.join("\n", chart), purposes(), retries());
    }

    private void draw(JsonNode machine, String indent) {
        machine.path("States").properties().forEach(state -> {
            states.put(state.getKey(), state.getValue());
            if (state.getValue().has("ItemProcessor")) {
                chart.add(indent + "subgraph " + id(state.getKey()) + "[\"" + state.getKey() + ": for each "
                        + child(state.getValue()) + "\"]");
                draw(state.getValue().path("ItemProcessor"), indent + "  ");
                chart.add(indent + "end");
            } else {
                chart.add(indent
                        + shape(state.getKey(), state.getValue().path("Type").asText()));
            }
        });
        chart.add(indent + id(machine.path("StartAt").asText()) + "_start(( )) --> "
                + id(machine.path("StartAt").asText()));
        machine.path("States").properties().forEach(state -> arrows(state.getKey(), state.getValue(), indent));
    }

    private void arrows(String name, JsonNode state, String indent) {
        state.path("Choices")
                .forEach(choice -> chart.add(indent + id(name) + " -- \"" + condition(choice) + "\" --> "
                        + id(choice.path("Next").asText())));
        if (state.has("Default")) {
            chart.add(indent + id(name) + " -- otherwise --> "
                    + id(state.path("Default").asText()));
        }
        if (state.has("Next")) {
            chart.add(indent + id(name) + " --> " + id(state.path("Next").asText()));
        }
        state.path("Catch")
                .forEach(caught -> chart.add(
                        indent + id(name) + " -.-> " + id(caught.path("Next").asText())));
    }

    private static String condition(JsonNode choice) {
        if (choice.has("And")) { // that it is there goes before what it is
            return condition(choice.path("And").path(choice.path("And").size() - 1));
        }
        String field = choice.path("Variable").asText().replaceFirst("^\\$\\.(answer\\.)?", "");
        if (choice.has("IsPresent")) {
            return field + " is there";
        }
        return choice.has("StringEquals")
                ? field + " is " + choice.path("StringEquals").asText()
                : field + " is like " + choice.path("StringMatches").asText().replace("\"", "#quot;");
    }

    private static String shape(String name, String type) {
        return id(name)
                + switch (type) {
                    case "Choice" -> "{\"" + name + "\"}";
                    case "Succeed", "Fail" -> "([\"" + name + "\"])";
                    default -> "[\"" + name + "\"]";
                };
    }

    private String purposes() {
        return rows(states.entrySet().stream()
                .filter(state -> state.getValue().has("Comment"))
                .map(state -> List.of(
                        state.getKey(),
                        state.getValue().path("Type").asText(),
                        state.getValue().path("Comment").asText()))
                .toList());
    }

    /** States that are tried again alike share a row. */
    private String retries() {
        Map<List<String>, List<String>> names = new LinkedHashMap<>();
        states.forEach((name, state) -> state.path("Retry").forEach(retry -> {
            String errors = String.join(", ", StackTemplate.texts(retry.path("ErrorEquals")));
            List<String> rule = List.of(errors, retry.path("MaxAttempts").asText(), waiting(retry));
            names.computeIfAbsent(rule, ignored -> new ArrayList<>()).add(name);
        }));
        List<List<String>> rows = new ArrayList<>();
        names.forEach((rule, states) -> rows.add(Stream.concat(Stream.of(String.join(", ", states)), rule.stream())
                .toList()));
        return rows(rows);
    }

    private static String waiting(JsonNode retry) {
        if (retry.path("MaxAttempts").asInt() == 0) {
            return "never";
        }
        String first = retry.path("IntervalSeconds").asText() + " s";
        return retry.path("BackoffRate").asInt() == 1
                ? first
                : "up to " + first + ", doubling up to "
                        + retry.path("MaxDelaySeconds").asText() + " s";
    }

    private static String rows(List<List<String>> rows) {
        return rows.stream().map(row -> "| " + String.join(" | ", row) + " |").collect(Collectors.joining("\n"));
    }

    /** The console lists the children under the label {@code segments}, {@code plans} or {@code tables}. */
    private static String child(JsonNode map) {
        return map.path("Label").asText().equals(CopyWorkflow.LABEL) ? "segment" : "table";
    }

    private static String id(String name) {
        return name.replace("?", "_");
    }
}
