// SPDX-License-Identifier: Apache-2.0
package dynamofanout.create;

import dynamofanout.table.RawDescription;

/** The result of one attempt to create a table. */
public sealed interface CreationStep {
    /** The table is there, though perhaps not yet ACTIVE, and it is this creation's own. */
    record Made(RawDescription table) implements CreationStep {}

    /** Whether it is there, and whose it is, is not known yet. */
    record Unknown(String why) implements CreationStep {}

    /** The name is taken by a table that is none of ours: it is left alone. */
    record Taken(String why) implements CreationStep {}
}
