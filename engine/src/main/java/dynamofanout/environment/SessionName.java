package dynamofanout.environment;

import java.util.regex.Pattern;

/**
 * Name of the session in which a role is used: the run's id, so that CloudTrail tells which run made a call.
 *
 * @param text 2 to 64 characters of those that STS takes
 */
public record SessionName(String text) {
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z_+=,.@-]{2,64}");

    private static final int LONGEST = 64;

    /** How much of the end of an id that is too long is kept: there it says the time and what makes it unique. */
    private static final int END = 31;

    public SessionName {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a session name must be 2 to 64 letters, digits and _+=,.@-, got: " + text);
        }
    }

    /** For a run or whoever else asks; an id of more than 64 characters loses its middle, which two dots stand for. */
    public static SessionName of(String id) {
        if (id.length() <= LONGEST) {
            return new SessionName(id.length() < 2 ? "run-" + id : id);
        }
        return new SessionName(id.substring(0, LONGEST - END - 2) + ".." + id.substring(id.length() - END));
    }
}
