// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.ItemSize;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.ItemMasking.RefusedItem;
import dynamofanout.mask.MaskOutcome.LeftOut;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskOutcome.Refused;
import java.util.List;
import java.util.OptionalInt;

/**
 * Masks the items of one table. It is a pure function on the bytes of one item. Bytes that no rule changes are copied
 * as they are. Thread-safe: each thread keeps one buffer of at most the size of an item.
 */
public final class Masker {
    /** DynamoDB's limit for the size of an item. */
    private static final int MOST_ITEM_BYTES = 400 * 1024;

    private final TableMask mask;
    private final List<RuleNode> rules;
    private final ShapeChooser chooser;
    private final ThreadLocal<Output> outputs = ThreadLocal.withInitial(Output::new);

    private Masker(TableMask mask, List<RuleNode> rules) {
        this.mask = mask;
        this.rules = List.copyOf(rules);
        this.chooser = new ShapeChooser(mask.shapes());
    }

    /**
     * A masker for the items of a table.
     *
     * @param key of the target table: masked keys keep within DynamoDB's limits
     */
    public static Masker of(TableMask mask, Secret secret, KeySchema key) {
        var derivation = new Derivation(secret);
        List<RuleNode> rules = mask.ruleSets().stream()
                .map(each -> RuleNode.ofItem(RuleTree.of(each), mask.unlisted(), derivation, key))
                .toList();
        return new Masker(mask, rules);
    }

    /**
     * Masks one item.
     *
     * @param item DynamoDB JSON as DynamoDB returned it
     */
    public MaskOutcome mask(Slice item) {
        OptionalInt place = mask.hasShapes() ? chooser.choose(item) : OptionalInt.of(0);
        if (place.isEmpty()) {
            return ofNoShape(item);
        }
        try {
            Slice masked = new ItemMasking(item, outputs.get()).mask(rules.get(place.getAsInt()));
            // an item's JSON is never smaller than its size, so the size is computed only if the JSON is larger
            if (masked != item && masked.length() > MOST_ITEM_BYTES && ItemSize.bytes(masked) > MOST_ITEM_BYTES) {
                return new Refused("the item must have at most 400 KB after masking, got: more");
            }
            return new Masked(masked);
        } catch (RefusedItem refused) {
            return new Refused(String.valueOf(refused.getMessage()));
        }
    }

    private MaskOutcome ofNoShape(Slice item) {
        return switch (mask.unlisted()) {
            case KEEP -> new Masked(item);
            case DROP -> new LeftOut();
            case REFUSE ->
                new Refused("the item must fit one of the " + mask.shapes().size() + " items of the mask for "
                        + mask.pattern() + ", got: none that fits");
        };
    }
}
