package dynamofanout.run;

import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run does with each segment, one phase after the other: all segments are through one before any begins the next.
 * Each phase has checkpoints of its own: segment n of the phase with index p has the number {@code p * segments + n}, in
 * claims, saves and events alike.
 *
 * @param verifies whether the tables are compared at the end
 * @param segments of the plan
 */
public record Phases(Mode mode, boolean verifies, int segments) {
    /** What is done with a segment. */
    public enum Phase {
        /** Its items are copied, or compared. */
        COPY,
        /** What its target has beyond the source is deleted. */
        DELETE,
        /** The outcome is compared. */
        VERIFY;

        /** The word in events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Phase of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Phase::word).toList();
        }
    }

    /** Phases of a run; a replay is in the mode of the copy that it goes back to, but deletes and verifies nothing. */
    public static Phases of(RunStore store, Request request, int segments) {
        if (request instanceof ReplayRequest replay) {
            Mode mode = store.find(replay.original())
                    .map(original -> of(store, original.request(), segments).mode())
                    .orElse(Mode.OVERWRITE);
            return new Phases(mode == Mode.MIRROR ? Mode.CHANGED : mode, false, segments);
        }
        return of(request, segments);
    }

    /** The same where a replay's mode is of no interest. */
    public static Phases of(Request request, int segments) {
        return request instanceof CopyRequest copy
                ? new Phases(copy.mode(), copy.checks().verify(), segments)
                : new Phases(Mode.OVERWRITE, false, segments);
    }

    /** In the order in which they are carried out. */
    public List<Phase> all() {
        List<Phase> all = new ArrayList<>(List.of(Phase.COPY));
        if (mode == Mode.MIRROR) {
            all.add(Phase.DELETE);
        }
        if (verifies) {
            all.add(Phase.VERIFY);
        }
        return List.copyOf(all);
    }

    /** The one that follows. */
    public Optional<Phase> after(Phase phase) {
        return all().stream().skip(all().indexOf(phase) + 1L).findFirst();
    }

    public boolean have(Phase phase) {
        return all().contains(phase);
    }

    /** The phase of a checkpoint's number. */
    public Phase phase(int number) {
        return all().get(number / segments);
    }

    /** The plan's segment of a checkpoint's number. */
    public int segment(int number) {
        return number % segments;
    }

    /** How people call the segment of a checkpoint's number: {@code segment 6}, {@code segment 6 (delete)}. */
    public String words(int number) {
        String segment = "segment " + segment(number);
        return phase(number) == Phase.COPY
                ? segment
                : segment + " (" + phase(number).word() + ")";
    }

    /** Numbers of a phase's segments, in ascending order. */
    public List<Integer> numbers(Phase phase) {
        int first = all().indexOf(phase) * segments;
        return IntStream.range(first, first + segments).boxed().toList();
    }

    /** The number of a phase's segment. */
    public int number(Phase phase, int segment) {
        return all().indexOf(phase) * segments + segment;
    }

    /** Checkpoints that a run has in all. */
    public int checkpoints() {
        return all().size() * segments;
    }
}
