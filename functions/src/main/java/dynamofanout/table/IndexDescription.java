package dynamofanout.table;

/**
 * A secondary index as DescribeTable shows it.
 *
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param writeUnits provisioned write units a second, 0 when on demand or local
 */
public record IndexDescription(String name, boolean isGlobal, KeySchema key, String projection, double writeUnits) {}
