// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import dynamofanout.filter.AttributePath.Step;
import dynamofanout.filter.Operand.Attribute;
import dynamofanout.filter.Operand.Literal;
import dynamofanout.filter.Operand.Size;
import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads names and values of a filter. A name consists of letters, digits, {@code _} and {@code -}. Any other name is
 * written in backquotes, or in double quotes where a value is not possible. Values in quotes are strings. A string that
 * would be mistaken for something else needs quotes.
 */
final class Operands {
    private static final String PLAIN_NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*";
    private static final String DOUBLE_QUOTED = "\"(?:[^\"\\\\]|\\\\.)+\"";
    private static final String POSITIONS = "(?:\\[[0-9]{1,5}])*";
    private static final Pattern STEP =
            Pattern.compile("(?:`([^`]+)`|(" + DOUBLE_QUOTED + ")|(" + PLAIN_NAME + "))(" + POSITIONS + ")\\.?");
    private static final String NAME = "(?:`[^`]+`|" + DOUBLE_QUOTED + "|" + PLAIN_NAME + ")" + POSITIONS;
    private static final String BEHIND_NAME = "(?U)(?=[\\s=<>!&|(),]|$)";
    private static final Pattern PATH = Pattern.compile(NAME + "(?:\\." + NAME + ")*" + BEHIND_NAME);
    private static final Pattern BACKQUOTED_PATH = Pattern.compile("(?=`)" + PATH);
    private static final Pattern SIZE = Pattern.compile("(?iU)size\\s*\\(");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'", Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile("(?U)[^\\s(),=<>!&|\"'`#:][^\\s(),=<>!&|\"'`]*");
    private static final Pattern JOINT = Pattern.compile("(?iU)(?:and|or|not)(?=[\\s()]|$)");
    private static final String BACKQUOTES =
            " (a name of other signs than letters, digits, _ and - stands in backquotes: `first name`; a placeholder"
                    + " belongs into an expression with names and values)";
    private static final String QUOTES = " (a value with blanks or signs stands in quotes)";

    private final FilterText text;

    Operands(FilterText text) {
        this.text = text;
    }

    AttributePath path() {
        return path(PATH).orElseThrow(() -> text.expected("the name of an attribute", BACKQUOTES));
    }

    /** {@code size(path)} if the text continues with it. */
    Optional<Size> size() {
        return text.has(SIZE) ? Optional.of(new Size(lastArgument())) : Optional.empty();
    }

    /** The only or last path of a function, and the closing parenthesis. */
    AttributePath lastArgument() {
        AttributePath path = path();
        require(Signs.CLOSE, "\")\"");
        return path;
    }

    /** A value, or an attribute in backquotes. */
    Operand value() {
        Optional<Operand> found = size().map(size -> (Operand) size)
                .or(() -> path(BACKQUOTED_PATH).map(Attribute::new))
                .or(this::literal);
        return found.orElseThrow(() -> text.expected("a value", QUOTES));
    }

    /** A value that is not an attribute. */
    Literal onlyLiteral() {
        return literal().orElseThrow(() -> text.expected("a value", QUOTES));
    }

    void require(Pattern sign, String shown) {
        if (!text.has(sign)) {
            throw text.expected(shown, QUOTES);
        }
    }

    private Optional<Literal> literal() {
        Optional<MatchResult> quoted = text.take(STRING);
        if (quoted.isPresent()) {
            String inDouble = quoted.get().group(1);
            return Optional.of(new Literal(inDouble == null ? quoted.get().group(2) : unescaped(inDouble), true));
        }
        int place = text.place();
        if (text.has(JOINT)) {
            text.returnTo(place);
            return Optional.empty();
        }
        Optional<Literal> bare = text.take(BARE).map(found -> new Literal(found.group(), false));
        if (bare.isPresent() && text.has(Signs.OPEN)) {
            text.returnTo(place);
            throw noFunction(bare.get().text());
        }
        return bare;
    }

    private BadInput noFunction(String name) {
        return text.expected("a value", " (" + name + " is no function that gives a value: only size is)");
    }

    private Optional<AttributePath> path(Pattern pattern) {
        return text.take(pattern).map(found -> {
            List<Step> steps = new ArrayList<>();
            Matcher matcher = STEP.matcher(found.group());
            while (matcher.find()) {
                steps.add(new Step(name(matcher), matcher.group(4)));
            }
            return new AttributePath(found.group(), steps);
        });
    }

    private static String name(Matcher step) {
        if (step.group(1) != null) {
            return step.group(1);
        }
        return step.group(2) == null
                ? step.group(3)
                : unescaped(step.group(2).substring(1, step.group(2).length() - 1));
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }
}
