// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import dynamofanout.input.BadInput;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter's text, and how far it has been read. The next token is read by a pattern, and blanks before it are skipped.
 * It also makes the error sentences that say what was expected. Not thread-safe.
 */
final class FilterText {
    private static final Pattern BLANKS = Pattern.compile("(?U)\\s*");
    private static final Pattern REST =
            Pattern.compile("(?U)\"[^\"]*\"?|'[^']*'?|`[^`]*`?|[=<>!&|]+|[(),]|\\S[^\\s(),]*");
    private static final int SHOWN = 40;

    private final String field;
    private final String text;
    private int at;

    /** @param field for messages */
    FilterText(String field, String text) {
        this.field = field;
        this.text = text;
        skipBlanks();
    }

    /** Reads the pattern if the text continues with it. */
    Optional<MatchResult> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        MatchResult found = matcher.toMatchResult();
        at = matcher.end();
        skipBlanks();
        return Optional.of(found);
    }

    /** Reads the pattern if the text continues with it, and returns whether it did. */
    boolean has(Pattern pattern) {
        return take(pattern).isPresent();
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /** The current place, for {@link #returnTo}. */
    int place() {
        return at;
    }

    void returnTo(int place) {
        at = place;
    }

    /** The error that something else was expected here. It shows what was found. */
    BadInput expected(String what) {
        return expected(what, "");
    }

    /** @param hint to be added to the sentence */
    BadInput expected(String what, String hint) {
        String before = text.substring(0, at).strip();
        String where = before.isEmpty() ? " must begin with " + what : " must have " + what + " after " + end(before);
        return new BadInput(field, field + where + ", got: " + next() + hint);
    }

    /** The next part of the text, as messages show it. */
    String next() {
        Matcher matcher = REST.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? "\"" + cut(matcher.group()) + "\"" : "nothing";
    }

    private static String cut(String word) {
        return word.length() <= SHOWN ? word : word.substring(0, SHOWN - 1) + "…";
    }

    private static String end(String before) {
        return "\"" + (before.length() <= SHOWN ? before : "…" + before.substring(before.length() - SHOWN + 1)) + "\"";
    }

    private void skipBlanks() {
        Matcher matcher = BLANKS.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            at = matcher.end();
        }
    }
}
