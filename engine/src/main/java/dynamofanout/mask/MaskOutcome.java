// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.Slice;

/** The result of masking one item. */
public sealed interface MaskOutcome {
    /** The item may leave, as this DynamoDB JSON. If no rule changed anything, these are the clear item's own bytes. */
    record Masked(Slice item) implements MaskOutcome {}

    /**
     * Nothing of the item may leave.
     *
     * @param reason a sentence that names attributes and never a value
     */
    record Refused(String reason) implements MaskOutcome {
        /** The code of items that a mask refused. Other refused items have codes of DynamoDB. */
        public static final String CODE = "MaskRefused";
    }

    /** The item is of an entity that the mask leaves out ({@code "unlisted": "drop"}). */
    record LeftOut() implements MaskOutcome {}
}
