package dynamofanout.filter;

import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in an item a value stands: {@code address.city}, {@code lines[0].price}. A name that has a dot or bracket is
 * written in backquotes: {@code `a.b`}.
 */
public record AttributePath(String text, List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("\\G(?:`([^`]+)`|([^.\\[\\]`]+))((?:\\[[0-9]{1,5}\\])*)(\\.|$)");

    /** A name, and positions in the lists behind it, as they are written: {@code [0][1]}. */
    public record Step(String name, String positions) {}

    public AttributePath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @param field that messages name
     */
    public static AttributePath parse(String field, String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        boolean isOpen = true;
        while (isOpen && matcher.find()) {
            String quoted = matcher.group(1);
            steps.add(new Step(quoted == null ? matcher.group(2) : quoted, matcher.group(3)));
            end = matcher.end();
            isOpen = !matcher.group(4).isEmpty();
        }
        if (isOpen || end != text.length()) {
            throw new BadInput(
                    field,
                    field + " must be an attribute or a path such as address.city or lines[0].price, got: \"" + text
                            + "\"");
        }
        return new AttributePath(text, steps);
    }

    /** Of the attribute of this name. */
    public static AttributePath ofAttribute(String name) {
        return new AttributePath(name, List.of(new Step(name, "")));
    }

    /** The attribute that it begins with. */
    public String attribute() {
        return steps.get(0).name();
    }

    /** The path with a placeholder for each name; {@code names} gets what they stand for. */
    public String expression(String placeholderStart, Map<String, String> names) {
        List<String> parts = new ArrayList<>();
        for (Step step : steps) {
            String placeholder = "#" + placeholderStart + names.size();
            names.put(placeholder, step.name());
            parts.add(placeholder + step.positions());
        }
        return String.join(".", parts);
    }
}
