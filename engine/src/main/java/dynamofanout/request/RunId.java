package dynamofanout.request;

import dynamofanout.input.BadInput;
import java.util.regex.Pattern;

/**
 * Name of a run: 1 to 76 of {@code 0-9A-Za-z-_}, so that an execution's name (at most 80 characters) has room for
 * {@code --2}. None is called {@code latest}.
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

    @Override
    public String toString() {
        return text;
    }
}
