package dynamofanout.table;

import dynamofanout.environment.Access;
import dynamofanout.environment.TableName;

/**
 * A table that can be called.
 *
 * @param name as the user gave it
 */
public record OpenTable(Access access, TableName name, ItemTable items) {
    /** {@code table Orders in production}. */
    public String words() {
        return "table " + name.name() + " in " + access.environment();
    }
}
