// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.Access;
import dynamofanout.environment.TableName;

/**
 * A table of an environment, opened for calls.
 *
 * @param name as the user gave it
 */
public record OpenTable(Access access, TableName name, ItemTable items) {
    /** The table in words for messages: {@code table Orders in production}. */
    public String words() {
        return "table " + name.name() + " in " + access.environment();
    }
}
