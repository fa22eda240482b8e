// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import java.util.List;
import java.util.stream.Collectors;

/** Says how far a run had come when it is resumed. */
public final class ResumedText {
    private ResumedText() {}

    /** {@code 3 of 8 segments are done}; of a run with several phases {@code 8 of 8 segments copied, 3 of 8 deleted}. */
    public static String segments(Phases phases, List<Checkpoint> checkpoints) {
        if (phases.all().size() == 1) {
            return through(Phase.COPY, phases, checkpoints) + " segments are done";
        }
        return phases.all().stream()
                .map(phase ->
                        through(phase, phases, checkpoints) + (phase == Phase.COPY ? " segments " : " ") + done(phase))
                .collect(Collectors.joining(", "));
    }

    private static String through(Phase phase, Phases phases, List<Checkpoint> checkpoints) {
        long done = checkpoints.stream()
                .filter(each -> each.isDone() && phases.of(each).phase() == phase)
                .count();
        return done + " of " + phases.segments();
    }

    private static String done(Phase phase) {
        return switch (phase) {
            case COPY -> "copied";
            case DELETE -> "rid of what is extra";
            case VERIFY -> "verified";
        };
    }
}
