package dynamofanout.table;

import java.time.Instant;
import java.util.Optional;

/**
 * What DescribeContinuousBackups says of a table.
 *
 * @param isOn whether point-in-time recovery is
 * @param days for which a moment can be restored, where the service says so
 * @param at when it said this, by its own clock and cut to the second: whatever is written later is later
 */
public record ContinuousBackups(boolean isOn, Optional<Integer> days, Instant at) {}
