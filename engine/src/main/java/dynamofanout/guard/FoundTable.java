// SPDX-License-Identifier: Apache-2.0
package dynamofanout.guard;

import dynamofanout.environment.TableIdentity;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;

/** An opened table with its description and its identity. */
public record FoundTable(OpenTable table, TableDescription description, TableIdentity identity) {
    /** A table that was described just now. */
    public static FoundTable of(OpenTable table, TableDescription description) {
        return new FoundTable(
                table,
                description,
                identity(table, description.arn(), table.name().given()));
    }

    /** The identity that a plan pins, by its ARN. The caller makes sure that this is the table's own ARN. */
    static TableIdentity pinned(PlannedTable planned, OpenTable table) {
        return identity(table, planned.identity().arn(), planned.table());
    }

    private static TableIdentity identity(OpenTable table, String arn, String given) {
        return TableIdentity.of(
                table.access(), arn, given, table.access().credentials().resolveCredentials());
    }
}
