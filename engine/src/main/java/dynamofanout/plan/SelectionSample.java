// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

/**
 * What a sample of the selected keys says about all of them.
 *
 * @param sample items that were found
 * @param items that the selection has, about
 * @param readUnits to read them, strongly consistent or not as the copy will
 * @param isAtLeast whether some of the keys have more items than were read
 */
record SelectionSample(Sample sample, long items, double readUnits, boolean isAtLeast) {}
