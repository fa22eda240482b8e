package dynamofanout.run;

import java.time.Instant;
import java.util.Optional;

/**
 * What the store knows of a run beside its checkpoints.
 *
 * @param summary of its last ended execution
 */
public record RunRecord(
        RunId run, Instant startedAt, Request request, Plan plan, Control control, Optional<Summary> summary) {}
