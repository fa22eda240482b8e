// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.regex.Pattern;

/**
 * Name of a role session: the run's id, so that CloudTrail shows which run made a call.
 *
 * @param text 2 to 64 characters of those that STS takes
 */
public record SessionName(String text) {
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z_+=,.@-]{2,64}");

    private static final int LONGEST = 64;

    /**
     * How many characters of the end of a long id are kept. The end has the time and the part that makes the id unique.
     */
    private static final int END = 31;

    public SessionName {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a session name must be 2 to 64 letters, digits and _+=,.@-, got: " + text);
        }
    }

    /**
     * The name for a run or another caller. An id of more than 64 characters loses its middle, which two dots replace.
     */
    public static SessionName of(String id) {
        if (id.length() <= LONGEST) {
            return new SessionName(id.length() < 2 ? "run-" + id : id);
        }
        return new SessionName(id.substring(0, LONGEST - END - 2) + ".." + id.substring(id.length() - END));
    }
}
