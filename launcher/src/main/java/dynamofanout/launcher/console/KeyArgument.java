// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a key attribute, as the user types it: {@code customerId=C-17}, {@code orderDate between 2026-01-01
 * 2026-02-01}. Its values are still strings, because only the table knows their types.
 */
public record KeyArgument(String attribute, String operator, List<String> values) {
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*(?:`([^`]+)`|([^\\s=<>!`]+))(?:\\s*([=<>!]+)|\\s+(\\p{Alpha}\\w*)\\s)\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final List<String> OPERATORS = List.of("=", "<", "<=", ">", ">=", "between", "begins_with");
    private static final Pattern VALUE = Pattern.compile("\\s*(?:\"([^\"]*)\"|'([^']*)'|(\\S+))");

    public KeyArgument {
        values = List.copyOf(values);
    }

    public static KeyArgument parse(String text) {
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.matches() || matcher.group(5).isEmpty()) {
            throw wrong(text);
        }
        String attribute = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        String operator = matcher.group(3) == null ? matcher.group(4).toLowerCase(Locale.ROOT) : matcher.group(3);
        if (!OPERATORS.contains(operator)) {
            throw noOperator(attribute, operator);
        }
        String rest = matcher.group(5);
        if (!operator.equals("between")) {
            return new KeyArgument(attribute, operator, List.of(unquoted(rest)));
        }
        List<String> values = values(rest);
        if (values.size() == 3 && values.get(1).equalsIgnoreCase("and")) {
            values.remove(1);
        }
        if (values.size() != 2) {
            throw wrong(text);
        }
        return new KeyArgument(attribute, operator, values);
    }

    public boolean isEquality() {
        return operator.equals("=");
    }

    /** As a request has it. */
    JsonNode json() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (isEquality()) {
            return nodes.textNode(values.get(0));
        }
        ObjectNode condition = nodes.objectNode();
        if (operator.equals("between")) {
            values.forEach(condition.putArray(operator)::add);
        } else {
            condition.put(operator, values.get(0));
        }
        return condition;
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        Matcher matcher = VALUE.matcher(text);
        while (matcher.find()) {
            values.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return values;
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private static BadInput noOperator(String attribute, String operator) {
        return new BadInput(
                "CONDITION",
                "the operator of a condition on a key must be one of " + String.join(", ", OPERATORS) + ", got: "
                        + operator + " after " + attribute
                        + (operator.startsWith("=") ? " (a value that begins with = stands in quotes)" : ""));
    }

    private static BadInput wrong(String text) {
        return new BadInput(
                "CONDITION",
                "a condition must be such as customerId=C-17, 'orderDate between 2026-01-01 2026-02-01' or 'orderDate"
                        + " begins_with 2026-' (operators =, <, <=, >, >=, between, begins_with), got: " + text);
    }
}
