// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The key conditions of one command line. One attribute may be given several values by {@code =}: each value is a query
 * of its own. Only the table knows whether an equality is on the partition key or the sort key, so both go into the
 * field {@code partitionKey}.
 */
public record KeyArguments(List<KeyArgument> arguments) {
    public KeyArguments {
        arguments = List.copyOf(arguments);
    }

    public static KeyArguments parse(List<String> texts) {
        return new KeyArguments(texts.stream().map(KeyArgument::parse).toList());
    }

    /** Attributes in the order in which they were given. */
    public List<String> attributes() {
        return arguments.stream().map(KeyArgument::attribute).distinct().toList();
    }

    /** The fields {@code partitionKey} and {@code sortKey} of one request for each value that was given. */
    public List<ObjectNode> keys() {
        Map<String, List<KeyArgument>> equal = new LinkedHashMap<>();
        ObjectNode sort = JsonNodeFactory.instance.objectNode();
        for (KeyArgument argument : arguments) {
            if (argument.isEquality()) {
                equal.computeIfAbsent(argument.attribute(), name -> new ArrayList<>())
                        .add(argument);
            } else if (sort.has(argument.attribute())) {
                throw twice(argument.attribute());
            } else {
                sort.set(argument.attribute(), argument.json());
            }
        }
        List<String> several = equal.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
        if (several.size() > 1) {
            throw new BadInput(
                    "CONDITION",
                    "only one attribute may be given several values, got: " + String.join(" and ", several));
        }
        int queries = several.isEmpty()
                ? 1
                : equal.getOrDefault(several.get(0), List.of()).size();
        List<ObjectNode> keys = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            ObjectNode one = JsonNodeFactory.instance.objectNode();
            ObjectNode partition = one.putObject("partitionKey");
            int which = i;
            equal.forEach((name, values) -> partition.set(
                    name, values.get(Math.min(which, values.size() - 1)).json()));
            if (!sort.isEmpty()) {
                one.set("sortKey", sort.deepCopy());
            }
            keys.add(one);
        }
        return keys;
    }

    private static BadInput twice(String attribute) {
        return new BadInput("CONDITION", attribute + " must have one condition, got two");
    }
}
