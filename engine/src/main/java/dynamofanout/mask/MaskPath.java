// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path to values in items: {@code address.street}, {@code lines[].sku} (every element), {@code labels.*} (every
 * member). A name that contains {@code .}, {@code [}, {@code ]}, {@code *} or a double quote is written in double
 * quotes. Within them a double quote is written twice.
 */
record MaskPath(List<Step> steps) {
    /** DynamoDB nests values up to 32 levels deep. */
    private static final int MOST_STEPS = 32;

    private static final Pattern NAME = Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|(\\*)|([^.\\[\\]*\"]+))");
    private static final Pattern SPECIAL = Pattern.compile("[.\\[\\]*\"]");

    /** One step from a value to what is inside it. */
    sealed interface Step permits Member, Every {}

    /** The member of a map, or an item's attribute, with this name. */
    record Member(String name) implements Step {}

    /** Everything inside. */
    enum Every implements Step {
        MEMBER,
        ELEMENT
    }

    MaskPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @param field for messages
     */
    static MaskPath parse(String field, String text) {
        List<Step> steps = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        int at = 0;
        boolean expectsName = true;
        while (expectsName) {
            if (!name.region(at, text.length()).lookingAt()) {
                throw wrong(field, text);
            }
            steps.add(step(name));
            at = name.end();
            while (text.startsWith("[]", at)) {
                steps.add(Every.ELEMENT);
                at += 2;
            }
            expectsName = text.startsWith(".", at);
            at += expectsName ? 1 : 0;
        }
        if (at != text.length() || steps.size() > MOST_STEPS) {
            throw wrong(field, text);
        }
        if (steps.get(0) == Every.MEMBER) {
            throw new BadInput(
                    field,
                    field + " must begin with an attribute's name (unlisted says what becomes of all others), got: \""
                            + text + "\"");
        }
        return new MaskPath(steps);
    }

    /** The path of an attribute. */
    static MaskPath ofAttribute(String name) {
        return new MaskPath(List.of(new Member(name)));
    }

    MaskPath then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new MaskPath(longer);
    }

    /** Whether it leads into the value at the other path. */
    boolean isInside(MaskPath other) {
        return steps.size() > other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The attribute that the path begins with. */
    String attribute() {
        return ((Member) steps.get(0)).name();
    }

    boolean isAttribute() {
        return steps.size() == 1;
    }

    /** Whether it leads to at most one value in an item. */
    boolean isSingle() {
        return steps.stream().allMatch(Member.class::isInstance);
    }

    /** The path as it is written in a mask file. */
    String text() {
        var text = new StringBuilder();
        for (Step step : steps) {
            if (step == Every.ELEMENT) {
                text.append("[]");
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step instanceof Member member ? written(member) : "*");
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }

    private static String written(Member member) {
        String name = member.name();
        return name.isEmpty() || SPECIAL.matcher(name).find() ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    private static Step step(Matcher name) {
        if (name.group(2) != null) {
            return Every.MEMBER;
        }
        String quoted = name.group(1);
        return new Member(quoted == null ? name.group(3) : quoted.replace("\"\"", "\""));
    }

    private static BadInput wrong(String field, String text) {
        return new BadInput(
                field,
                field + " must be a path such as email, address.street, lines[].sku, labels.* or \"a.b\".c, got: \""
                        + text + "\"");
    }
}
