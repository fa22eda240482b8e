// SPDX-License-Identifier: Apache-2.0
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
 * Each phase has checkpoints of its own, which is why a segment has another number in each ({@link PhaseSegment#number}).
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

    /** The segment with a number. */
    public PhaseSegment at(int number) {
        return at(all().get(number / segments), number % segments);
    }

    /** A segment of the plan in a phase. */
    public PhaseSegment at(Phase phase, int segment) {
        return new PhaseSegment(this, phase, segment);
    }

    /** The segment whose checkpoint this is. */
    public PhaseSegment of(Checkpoint checkpoint) {
        return at(checkpoint.number());
    }

    /** Numbers of a phase's segments, in ascending order. */
    public List<Integer> numbers(Phase phase) {
        int first = at(phase, 0).number();
        return IntStream.range(first, first + segments).boxed().toList();
    }

    /** Checkpoints that a run has in all. */
    public int checkpoints() {
        return all().size() * segments;
    }
}
