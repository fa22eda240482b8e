package dynamofanout.table;

/**
 * What a table may take, per second. A value of 0 means that nothing of the kind is set.
 *
 * @param isOnDemand PAY_PER_REQUEST
 * @param readUnits provisioned, or on-demand maximum
 * @param writeUnits provisioned, or on-demand maximum
 * @param warmWriteUnits WarmThroughput: what it takes at once
 */
public record Throughput(boolean isOnDemand, double readUnits, double writeUnits, double warmWriteUnits) {}
