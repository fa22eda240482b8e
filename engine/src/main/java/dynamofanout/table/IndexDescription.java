// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.KeySchema;

/**
 * A secondary index as DescribeTable shows it.
 *
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param writeUnits provisioned write units per second or on-demand maximum, 0 if neither is set
 * @param items in it, up to six hours old
 * @param sizeBytes of those items, as they are projected
 */
public record IndexDescription(
        String name,
        boolean isGlobal,
        KeySchema key,
        String projection,
        double writeUnits,
        long items,
        long sizeBytes) {}
