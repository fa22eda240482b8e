package dynamofanout.finish;

import java.util.Optional;

/**
 * What the last look at the tables' identity found.
 *
 * @param changed a table is another one now: no resuming
 * @param unknown it could not be looked at: a run that is otherwise done is not complete before it was
 */
public record LastLook(Optional<String> changed, Optional<String> unknown) {
    public static final LastLook SAME = new LastLook(Optional.empty(), Optional.empty());

    public static LastLook changed(String sentence) {
        return new LastLook(Optional.of(sentence), Optional.empty());
    }

    public static LastLook unknown(String sentence) {
        return new LastLook(Optional.empty(), Optional.of(sentence));
    }
}
