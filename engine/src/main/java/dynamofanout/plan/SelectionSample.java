package dynamofanout.plan;

/**
 * What a look at a few of the selected keys says of all of them.
 *
 * @param sample items that were met
 * @param items that the selection has, about
 * @param readUnits to read them, strongly consistent or not as the copy will
 * @param isAtLeast whether some of the keys have more items than were looked at
 */
record SelectionSample(Sample sample, long items, double readUnits, boolean isAtLeast) {}
