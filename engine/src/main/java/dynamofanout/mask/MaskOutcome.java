package dynamofanout.mask;

import dynamofanout.item.Slice;

/** What became of one item. */
public sealed interface MaskOutcome {
    /** DynamoDB JSON of the item as it may leave. The clear item's own bytes where no rule changed anything. */
    record Masked(Slice item) implements MaskOutcome {}

    /**
     * Nothing of the item may leave.
     *
     * @param reason a sentence that names attributes and never a value
     */
    record Refused(String reason) implements MaskOutcome {
        /** What stands as the code of a refused item, beside the codes of the service. */
        public static final String CODE = "MaskRefused";
    }

    /** The item is of an entity that the mask leaves out ({@code "unlisted": "drop"}). */
    record LeftOut() implements MaskOutcome {}
}
