package dynamofanout.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.table.Filter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter as people write it: {@code status = OPEN}, {@code total > 17 and not exists deletedAt}. Values in quotes are
 * strings; true, false and null are themselves; what looks like a number is one, and by {@code =} and {@code <>} also a
 * string of the same look is meant; all else are strings.
 */
final class PlainFilter {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(<=|>=|<>|!=|=|<|>)|([^\\s=<>!\"']+))");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final List<String> COMPARISONS = List.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final String HOW = "filter must be such as status = OPEN, total between 10 20,"
            + " name begins_with A, tags contains new, exists deletedAt or not exists deletedAt, several joined by and,"
            + " or an object with an expression";

    private final String text;
    private final List<Token> tokens;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private record Token(String text, boolean isQuoted) {}

    private PlainFilter(String text) {
        this.text = text;
        this.tokens = tokens(text);
    }

    static Filter parse(String text) {
        return new PlainFilter(text).filter();
    }

    private Filter filter() {
        List<String> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
        } while (isWord("and"));
        if (at < tokens.size()) {
            throw wrong();
        }
        return new Filter(String.join(" AND ", conditions), names, values);
    }

    private String condition() {
        if (isWord("not")) {
            if (!isWord("exists")) {
                throw wrong();
            }
            return "attribute_not_exists(" + path() + ")";
        }
        if (isWord("exists")) {
            return "attribute_exists(" + path() + ")";
        }
        String path = path();
        String operator = next().text().toLowerCase(Locale.ROOT);
        if (COMPARISONS.contains(operator)) {
            return comparison(path, operator.equals("!=") ? "<>" : operator, next());
        }
        return switch (operator) {
            case "between" -> between(path);
            case "begins_with" -> "begins_with(" + path + ", " + string(next()) + ")";
            case "contains" -> eitherType("contains(" + path + ", %s)", " OR ", next());
            default -> throw wrong();
        };
    }

    private String comparison(String path, String operator, Token value) {
        return switch (operator) {
            case "=" -> eitherType(path + " = %s", " OR ", value);
            case "<>" -> eitherType(path + " <> %s", " AND ", value);
            default -> path + " " + operator + " " + value(value);
        };
    }

    private String between(String path) {
        String from = value(next());
        isWord("and");
        return path + " BETWEEN " + from + " AND " + value(next());
    }

    /** What looks like a number may be stored as a string. */
    private String eitherType(String condition, String joint, Token value) {
        String first = String.format(condition, value(value));
        return isNumber(value) ? "(" + first + joint + String.format(condition, string(value)) + ")" : first;
    }

    private String path() {
        Token token = next();
        if (COMPARISONS.contains(token.text())) {
            throw wrong();
        }
        return Path.parse("filter", token.text()).expression("f", names);
    }

    private String value(Token token) {
        if (token.isQuoted()) {
            return string(token);
        }
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        if (isNumber(token)) {
            return placeholder(typed.put("N", new BigDecimal(token.text()).toString()));
        }
        return switch (token.text()) {
            case "true", "false" -> placeholder(typed.put("BOOL", Boolean.parseBoolean(token.text())));
            case "null" -> placeholder(typed.put("NULL", true));
            default -> string(token);
        };
    }

    private String string(Token token) {
        return placeholder(JsonNodeFactory.instance.objectNode().put("S", token.text()));
    }

    private String placeholder(ObjectNode value) {
        String placeholder = ":f" + values.size();
        values.put(placeholder, value.toString());
        return placeholder;
    }

    private static boolean isNumber(Token token) {
        return !token.isQuoted() && NUMBER.matcher(token.text()).matches();
    }

    private boolean isWord(String word) {
        boolean isNext = at < tokens.size()
                && !tokens.get(at).isQuoted()
                && tokens.get(at).text().equalsIgnoreCase(word);
        at += isNext ? 1 : 0;
        return isNext;
    }

    private Token next() {
        if (at >= tokens.size()) {
            throw wrong();
        }
        return tokens.get(at++);
    }

    private BadInput wrong() {
        return new BadInput("filter", HOW + ", got: \"" + text + "\"");
    }

    private List<Token> tokens(String whole) {
        List<Token> found = new ArrayList<>();
        String trimmed = whole.strip();
        Matcher matcher = TOKEN.matcher(trimmed);
        int end = 0;
        while (end < trimmed.length() && matcher.find(end) && matcher.start() == end) {
            if (matcher.group(1) != null) {
                found.add(new Token(matcher.group(1).replaceAll("\\\\(.)", "$1"), true));
            } else if (matcher.group(2) != null) {
                found.add(new Token(matcher.group(2), true));
            } else {
                found.add(new Token(matcher.group(3) != null ? matcher.group(3) : matcher.group(4), false));
            }
            end = matcher.end();
        }
        if (end < trimmed.length() || found.isEmpty()) {
            throw wrong();
        }
        return found;
    }
}
