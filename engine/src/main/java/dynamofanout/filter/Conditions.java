// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import dynamofanout.filter.Operand.Literal;
import dynamofanout.filter.Operand.Size;
import dynamofanout.input.BadInput;
import dynamofanout.input.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads single conditions of a filter: a function, or a comparison of an attribute with a value. */
final class Conditions {
    private static final List<String> FUNCTIONS =
            List.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");
    private static final List<String> COMPARISONS = List.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final List<String> WORDS = List.of("between", "in", "begins_with", "contains");
    private static final List<String> TYPES = List.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

    /** Most values of one IN (limit of DynamoDB). */
    private static final int MOST_OF_IN = 100;

    private static final Pattern CALL = Pattern.compile("(?U)([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\(");
    private static final Pattern EXISTS = Pattern.compile(
            "(?iU)exists(?=\\s+[`\"\\p{L}_])(?!\\s+(?:between|in|begins_with|contains|not)(?:[\\s(]|$))");
    private static final Pattern SIGN = Pattern.compile("[=<>!&|]+");
    private static final Pattern WORD = Signs.word(WORDS.toArray(String[]::new));
    private static final Pattern TYPE = Signs.word(TYPES.toArray(String[]::new));

    private final FilterText text;
    private final Operands operands;
    private final Placeholders placeholders;

    Conditions(FilterText text, Placeholders placeholders) {
        this.text = text;
        this.operands = new Operands(text);
        this.placeholders = placeholders;
    }

    Clause next() {
        if (text.has(EXISTS)) {
            return call("attribute_exists", operands.path());
        }
        Optional<Size> size = operands.size();
        if (size.isPresent()) {
            return sizeCompared(size.get());
        }
        int place = text.place();
        Optional<String> function = text.take(CALL).map(found -> found.group(1));
        return function.isPresent() ? function(function.get(), place) : compared();
    }

    private Clause function(String name, int place) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "attribute_exists", "attribute_not_exists" -> {
                return call(name.toLowerCase(Locale.ROOT), operands.lastArgument());
            }
            case "attribute_type" -> {
                String path = firstArgument();
                return last(type(path));
            }
            case "begins_with" -> {
                return last(beginsWith(firstArgument()));
            }
            case "contains" -> {
                return last(contains(firstArgument()));
            }
            default -> {
                text.returnTo(place);
                throw text.expected(
                        "an attribute or one of the functions " + String.join(", ", FUNCTIONS),
                        Spelling.hint(name, FUNCTIONS));
            }
        }
    }

    private Clause call(String function, AttributePath path) {
        return Clause.condition(function + "(" + placeholders.path(path) + ")");
    }

    private String firstArgument() {
        String path = placeholders.path(operands.path());
        operands.require(Signs.COMMA, "\",\"");
        return path;
    }

    private Clause last(Clause clause) {
        operands.require(Signs.CLOSE, "\")\"");
        return clause;
    }

    private Clause type(String path) {
        String type = text.take(TYPE)
                .map(found -> found.group(1).toUpperCase(Locale.ROOT))
                .orElseThrow(() -> text.expected("one of the types " + String.join(", ", TYPES)));
        return Clause.condition("attribute_type(" + path + ", " + placeholders.string(type) + ")");
    }

    private Clause beginsWith(String path) {
        return Clause.condition("begins_with(" + path + ", "
                + placeholders.string(operands.onlyLiteral().text()) + ")");
    }

    private Clause contains(String path) {
        return Clause.or(eitherType(operands.value(), value -> "contains(" + path + ", " + value + ")"));
    }

    private Clause compared() {
        String path = placeholders.path(operands.path());
        Optional<String> sign = sign();
        if (sign.isPresent()) {
            return compared(path, sign.get());
        }
        boolean isNegated = text.has(Signs.NOT);
        String word = text.take(WORD)
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .orElseThrow(() -> noOperator(isNegated));
        Clause clause =
                switch (word) {
                    case "between" -> between(path);
                    case "in" -> in(path);
                    case "begins_with" -> beginsWith(path);
                    default -> contains(path);
                };
        return isNegated ? Clause.not(clause) : clause;
    }

    private Clause compared(String path, String sign) {
        Operand value = operands.value();
        return switch (sign) {
            case "=" -> Clause.or(eitherType(value, each -> path + " = " + each));
            case "<>" -> Clause.and(eitherType(value, each -> path + " <> " + each));
            default -> Clause.condition(path + " " + sign + " " + value.expression(placeholders));
        };
    }

    private Clause sizeCompared(Size size) {
        String left = size.expression(placeholders);
        Optional<String> sign = sign();
        if (sign.isPresent()) {
            return Clause.condition(left + " " + sign.get() + " " + number());
        }
        if (!text.has(Signs.word("between"))) {
            throw text.expected("one of the operators " + String.join(", ", COMPARISONS) + ", between");
        }
        String from = number();
        text.has(Signs.AND);
        return Clause.condition(left + " BETWEEN " + from + " AND " + number());
    }

    /** A size may be compared with a number, an attribute or another size. */
    private String number() {
        int place = text.place();
        Operand value = operands.value();
        if (value instanceof Literal literal && literal.number().isEmpty()) {
            text.returnTo(place);
            throw text.expected("a number");
        }
        return value.expression(placeholders);
    }

    private Clause between(String path) {
        Operand from = operands.value();
        text.has(Signs.AND);
        Operand to = operands.value();
        boolean isOneString = Stream.of(from, to)
                .anyMatch(each ->
                        each instanceof Literal literal && literal.number().isEmpty());
        UnaryOperator<Operand> asRead =
                each -> isOneString && each instanceof Literal literal ? new Literal(literal.text(), true) : each;
        return Clause.condition(path + " BETWEEN " + asRead.apply(from).expression(placeholders) + " AND "
                + asRead.apply(to).expression(placeholders));
    }

    private Clause in(String path) {
        operands.require(Signs.OPEN, "\"(\"");
        List<String> values = new ArrayList<>();
        do {
            values.addAll(eitherTypeValues(operands.value()));
        } while (text.has(Signs.COMMA));
        operands.require(Signs.CLOSE, "\",\" or \")\"");
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < values.size(); i += MOST_OF_IN) {
            List<String> some = values.subList(i, Math.min(values.size(), i + MOST_OF_IN));
            clauses.add(Clause.condition(path + " IN (" + String.join(", ", some) + ")"));
        }
        return Clause.or(clauses);
    }

    /** A value that looks like a number may be stored as a string, so both are tried. */
    private List<Clause> eitherType(Operand value, UnaryOperator<String> condition) {
        return eitherTypeValues(value).stream()
                .map(condition)
                .map(Clause::condition)
                .toList();
    }

    private List<String> eitherTypeValues(Operand value) {
        String first = value.expression(placeholders);
        return value instanceof Literal literal && literal.number().isPresent()
                ? List.of(first, placeholders.string(literal.text()))
                : List.of(first);
    }

    private Optional<String> sign() {
        int place = text.place();
        Optional<String> sign = text.take(SIGN).map(found -> found.group());
        if (sign.isPresent() && !COMPARISONS.contains(sign.get())) {
            text.returnTo(place);
            throw noOperator(false);
        }
        return sign.map(found -> found.equals("!=") ? "<>" : found);
    }

    private BadInput noOperator(boolean isNegated) {
        String known = String.join(", ", WORDS);
        return text.expected(
                "one of the operators " + (isNegated ? known : String.join(", ", COMPARISONS) + ", " + known));
    }
}
