// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.run.Phases.Phase;

/**
 * A segment of a run's plan in one of the run's phases. Checkpoints, claims and events have its number, which people never
 * see; they see its words.
 *
 * @param segment of the plan, from 0
 */
public record PhaseSegment(Phases phases, Phase phase, int segment) {
    /** Unlike that of any other segment in any phase: phase by phase, in the order of the segments. */
    public int number() {
        return phases.all().indexOf(phase) * phases.segments() + segment;
    }

    /** How people call it: {@code segment 6}, {@code segment 6 (delete)}. */
    public String words() {
        return "segment " + segment + (phase == Phase.COPY ? "" : " (" + phase.word() + ")");
    }
}
