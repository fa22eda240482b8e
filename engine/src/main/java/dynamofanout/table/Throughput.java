// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

/**
 * The capacity of a table, in units per second. A value of 0 means that it is not set.
 *
 * @param isOnDemand PAY_PER_REQUEST
 * @param readUnits provisioned, or on-demand maximum
 * @param writeUnits provisioned, or on-demand maximum
 * @param warmWriteUnits WarmThroughput: what the table can take immediately
 */
public record Throughput(boolean isOnDemand, double readUnits, double writeUnits, double warmWriteUnits) {}
