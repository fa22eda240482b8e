package dynamofanout.query;

import dynamofanout.table.TableDescription;
import java.util.Optional;

/**
 * One of an environment's tables.
 *
 * @param description absent where DescribeTable failed
 * @param why it did, in a few words; empty where it did not
 */
public record TableLook(String name, Optional<TableDescription> description, String why) {}
