// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.AttributeValues;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.KeySchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A FilterExpression with the names and values of its placeholders. DynamoDB evaluates it after reading, so items that
 * it leaves out are still read and paid for.
 *
 * @param names {@code #name} to attribute name
 * @param values {@code :name} to a value as DynamoDB JSON text
 */
public record Filter(String expression, Map<String, String> names, Map<String, String> values) {
    /** "Time to Live" in the Developer Guide: items that expired more than five years ago are not deleted. */
    private static final int YEARS_OF_EXPIRY = 5;

    /** A word at the beginning of a path, not after a dot. */
    private static final Pattern WORD = Pattern.compile("(?<![.#:A-Za-z0-9_])#?[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    public Filter {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
        if (expression.isBlank()) {
            throw new BadInput("filter.expression", "filter.expression must be an expression, got: nothing");
        }
        Set<String> used = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(expression);
        while (matcher.find()) {
            used.add(matcher.group());
        }
        for (String placeholder : used) {
            if (placeholder.startsWith(KeyQuery.RESERVED, 1)) {
                throw new BadInput(
                        "filter.expression",
                        "filter.expression must have no placeholder that begins with " + KeyQuery.RESERVED + ", got: "
                                + placeholder);
            }
            boolean isName = placeholder.startsWith("#");
            if (!(isName ? names : values).containsKey(placeholder)) {
                String field = isName ? "filter.names" : "filter.values";
                throw new BadInput(
                        field, field + " must say what " + placeholder + " in the filter's expression stands for");
            }
        }
        refuseUnused("filter.names", names, used);
        refuseUnused("filter.values", values, used);
    }

    /** Reads {@code {"expression", "names"?, "values"?}}. Values are plain JSON or DynamoDB JSON. */
    public static Filter read(InputObject filter) {
        String expression = filter.string("expression");
        Map<String, String> names = new LinkedHashMap<>();
        filter.optionalObject("names")
                .ifPresent(object ->
                        object.node().fieldNames().forEachRemaining(name -> names.put(name, object.string(name))));
        Map<String, String> values = new LinkedHashMap<>();
        filter.optionalObject("values").ifPresent(object -> object.node()
                .properties()
                .forEach(entry -> values.put(
                        entry.getKey(),
                        WrittenValues.typed(object, entry.getKey(), entry.getValue())
                                .toString())));
        filter.end();
        return new Filter(expression, names, values);
    }

    /**
     * A filter for items that have not expired. DynamoDB never expires items that lack the attribute, have something
     * other than a number in it, or a time more than five years ago (zero and negative numbers included).
     */
    public static Filter unexpired(String attribute, Instant now) {
        long oldest = now.atOffset(ZoneOffset.UTC).minusYears(YEARS_OF_EXPIRY).toEpochSecond();
        return new Filter(
                "(attribute_not_exists(#fanoutExpiry) OR NOT attribute_type(#fanoutExpiry, :fanoutNumber)"
                        + " OR #fanoutExpiry >= :fanoutNow OR #fanoutExpiry < :fanoutOldest)",
                Map.of("#fanoutExpiry", attribute),
                Map.of(
                        ":fanoutNumber", "{\"S\":\"N\"}",
                        ":fanoutNow", "{\"N\":\"" + now.getEpochSecond() + "\"}",
                        ":fanoutOldest", "{\"N\":\"" + oldest + "\"}"));
    }

    /**
     * A filter for items that match both filters.
     *
     * @throws BadInput if they share a placeholder
     */
    public Filter and(Filter other) {
        var allNames = new HashMap<>(names);
        other.names.forEach((name, value) -> refuseShared("filter.names", name, allNames.put(name, value)));
        var allValues = new HashMap<>(values);
        other.values.forEach((name, value) -> refuseShared("filter.values", name, allValues.put(name, value)));
        return new Filter(enclosed(expression) + " AND " + other.expression, allNames, allValues);
    }

    /** The expression in one pair of parentheses. DynamoDB refuses a second pair around the first. */
    private static String enclosed(String expression) {
        String text = expression.strip();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && i < text.length() - 1) {
                return "(" + text + ")"; // the first parenthesis closes before the end
            }
        }
        return text.startsWith("(") ? text : "(" + text + ")";
    }

    private static void refuseShared(String field, String placeholder, @Nullable String before) {
        if (before != null) {
            throw new BadInput(field, field + " must not have " + placeholder + ": it is used for what has expired");
        }
    }

    /** Whether the expression uses a key attribute. Then a look-up by key cannot evaluate it. */
    public boolean asksForKey(KeySchema key) {
        Matcher words = WORD.matcher(expression);
        while (words.find()) {
            String name = names.getOrDefault(words.group(), words.group());
            if (key.attributes().stream().anyMatch(attribute -> attribute.name().equals(name))) {
                return true;
            }
        }
        return false;
    }

    /** The filter's three members of a Scan or Query request, each followed by a comma. */
    String members() {
        var out = new StringBuilder("\"FilterExpression\":")
                .append(JsonStrings.quoted(expression))
                .append(',');
        if (!names.isEmpty()) {
            out.append("\"ExpressionAttributeNames\":{").append(nameMembers()).append("},");
        }
        if (!values.isEmpty()) {
            out.append("\"ExpressionAttributeValues\":{").append(valueMembers()).append("},");
        }
        return out.toString();
    }

    String nameMembers() {
        return names.entrySet().stream()
                .map(entry -> JsonStrings.quoted(entry.getKey()) + ":" + JsonStrings.quoted(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    String valueMembers() {
        return values.entrySet().stream()
                .map(entry -> JsonStrings.quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    /** Writes the filter as a request has it. */
    public void writeTo(ObjectNode node) {
        node.put("expression", expression);
        if (!names.isEmpty()) {
            ObjectNode object = node.putObject("names");
            new TreeMap<>(names).forEach(object::put);
        }
        if (!values.isEmpty()) {
            ObjectNode object = node.putObject("values");
            new TreeMap<>(values).forEach((name, value) -> object.set(name, AttributeValues.parse(value)));
        }
    }

    private static void refuseUnused(String field, Map<String, String> given, Set<String> used) {
        for (String name : new TreeSet<>(given.keySet())) {
            if (!used.contains(name)) {
                throw new BadInput(field, field + " must only have placeholders of the expression, got: " + name);
            }
        }
    }
}
