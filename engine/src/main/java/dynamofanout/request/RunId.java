// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import dynamofanout.input.BadInput;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a run: 1 to 76 of {@code 0-9A-Za-z-_}, so that an execution's name (at most 80 characters) has room for
 * {@code --2}. {@code latest} is not allowed as an id.
 */
public record RunId(String text) {
    /** What commands take for the run that was started last. */
    public static final String LATEST = "latest";

    private static final Pattern ALLOWED = Pattern.compile("[0-9A-Za-z_-]{1,76}");

    public RunId {
        if (text.equals(LATEST)) {
            throw new BadInput(
                    "runId", "run id must not be " + LATEST + ", which stands for the run that was started last");
        }
        if (!isValid(text)) {
            throw new BadInput("runId", "run id must be 1 to 76 of 0-9A-Za-z-_, got: " + text);
        }
    }

    public static boolean isValid(String text) {
        return ALLOWED.matcher(text).matches() && !text.equals(LATEST);
    }

    /** Longest id of a set of tables, so that those of its runs have room behind it. */
    public static final int LONGEST_OF_SET = 68;

    /** So many that they, doubled, have four digits of base 36: an execution's name has no room for more. */
    private static final int EXECUTIONS = 800_000;

    private static final Pattern OF_SET = Pattern.compile("(.{1,68})--t[1-9][0-9]{0,4}");

    /** Id of the n-th run of the set with this id, from 1. */
    public RunId ofSet(int number) {
        return new RunId(text + "--t" + number);
    }

    /** The set that a run of this name belongs to, if there is such a set. */
    public Optional<RunId> set() {
        Matcher matcher = OF_SET.matcher(text);
        return matcher.matches() && isValid(matcher.group(1))
                ? Optional.of(new RunId(matcher.group(1)))
                : Optional.empty();
    }

    /**
     * Name of the execution that carries out a set's run for an execution of the set: the run's own for the first one, and
     * always the same for the same one, so that a start which is repeated does not double it.
     *
     * @param execution of the set
     */
    public String executionFor(String execution) {
        boolean isFirst = set().filter(set -> set.text().equals(execution)).isPresent();
        int hash = Math.floorMod(execution.hashCode(), EXECUTIONS);
        return isFirst ? text : text + "--" + Integer.toString(EXECUTIONS + hash, Character.MAX_RADIX);
    }

    /**
     * Refuses an id that a set cannot have.
     *
     * @throws BadInput if it is too long
     */
    public RunId requireSet() {
        if (text.length() > LONGEST_OF_SET) {
            throw new BadInput(
                    "runId",
                    "run id of a set of tables must have at most " + LONGEST_OF_SET + " characters, got: " + text);
        }
        return this;
    }

    @Override
    public String toString() {
        return text;
    }
}
