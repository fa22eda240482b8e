// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

/**
 * One part of a parallel Scan.
 *
 * @param segment 0 to total − 1
 * @param total 1 to 1,000,000 (limit of Scan)
 */
public record ScanRange(int segment, int total) {
    public ScanRange {
        if (total < 1 || total > 1_000_000 || segment < 0 || segment >= total) {
            throw new IllegalArgumentException("segment must be 0 to total - 1, got: " + segment + " of " + total);
        }
    }
}
