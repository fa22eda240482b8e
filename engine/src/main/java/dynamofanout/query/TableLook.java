// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.table.TableDescription;
import java.util.Optional;

/**
 * A table in a listing of an environment.
 *
 * @param description absent if DescribeTable failed
 * @param why it failed, in a few words; empty if it did not
 */
public record TableLook(String name, Optional<TableDescription> description, String why) {}
