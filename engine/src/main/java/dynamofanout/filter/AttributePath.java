// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path to a value in an item: {@code address.city}, {@code lines[0].price}. A name that has a dot or bracket is
 * written in backquotes: {@code `a.b`}.
 */
public record AttributePath(String text, List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("\\G(?:`([^`]+)`|([^.\\[\\]`]+))((?:\\[[0-9]{1,5}\\])*)(\\.|$)");

    /** A name, and the positions in lists that follow it, as they are written: {@code [0][1]}. */
    public record Step(String name, String positions) {}

    public AttributePath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @param field for messages
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

    /** The path to a top-level attribute. */
    public static AttributePath ofAttribute(String name) {
        return new AttributePath(name, List.of(new Step(name, "")));
    }

    /** The top-level attribute that the path begins with. */
    public String attribute() {
        return steps.get(0).name();
    }

    /** The path with a placeholder for each name. The meaning of the placeholders is added to {@code names}. */
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
