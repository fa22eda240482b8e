package dynamofanout.plan;

import dynamofanout.environment.TableIdentity;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;

/** A table, what it is, and which one it is. */
record Facts(OpenTable table, TableDescription description, TableIdentity identity) {}
