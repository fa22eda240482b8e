// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.time.Instant;
import java.util.Optional;

/**
 * What DescribeContinuousBackups says about a table.
 *
 * @param isOn whether point-in-time recovery is on
 * @param days for which a moment can be restored, where the service says so
 * @param at time of the answer by the service's clock, rounded down to the second, so that every later write has a
 *     later time
 */
public record ContinuousBackups(boolean isOn, Optional<Integer> days, Instant at) {}
