// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Numbers;
import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One answer of Scan or Query.
 *
 * @param items as slices of the answer
 * @param scannedCount items that the service looked at, including those that the filter left out
 * @param lastKey where to go on (LastEvaluatedKey), absent at the end; does not keep the answer in memory
 * @param units read units the service charged; 0 if it did not say
 * @param bytes size of the whole answer
 */
public record Page(List<Slice> items, int scannedCount, Optional<Slice> lastKey, double units, int bytes)
        implements Charged {
    private static final byte[] ITEMS = JsonStrings.ascii("Items");
    private static final byte[] COUNT = JsonStrings.ascii("Count");
    private static final byte[] SCANNED_COUNT = JsonStrings.ascii("ScannedCount");
    private static final byte[] LAST_KEY = JsonStrings.ascii("LastEvaluatedKey");
    private static final byte[] CONSUMED = JsonStrings.ascii("ConsumedCapacity");

    public Page {
        items = List.copyOf(items);
        if (scannedCount < items.size()) {
            throw new IllegalArgumentException(
                    "scannedCount must be at least the number of items " + items.size() + ", got: " + scannedCount);
        }
    }

    /** Whether nothing was scanned and nothing follows. */
    public boolean isOfEmptyTable() {
        return scannedCount == 0 && lastKey.isEmpty();
    }

    public int filtered() {
        return scannedCount - items.size();
    }

    /**
     * The page in an answer of Scan or Query.
     *
     * @throws MalformedJson if the answer is not a page, or its count differs from the number of its items
     */
    public static Page parse(Slice answer) {
        var walker = new JsonWalker(answer);
        List<Slice> items = new ArrayList<>();
        int count = -1;
        int scanned = -1;
        Optional<Slice> lastKey = Optional.empty();
        double units = 0;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(ITEMS)) {
                readItems(walker, items);
            } else if (walker.isNamed(COUNT)) {
                count = (int) Numbers.parse(walker.value());
            } else if (walker.isNamed(SCANNED_COUNT)) {
                scanned = (int) Numbers.parse(walker.value());
            } else if (walker.isNamed(LAST_KEY)) {
                lastKey = keyOrNone(walker.value());
            } else if (walker.isNamed(CONSUMED)) {
                units = Units.of(walker.value());
            } else {
                walker.skipValue();
            }
        }
        walker.expectEnd();
        if (count != items.size() || scanned < count) {
            throw new MalformedJson(
                    "a page of " + items.size() + " items says Count " + count + " and ScannedCount " + scanned, 0);
        }
        return new Page(items, scanned, lastKey, units, answer.length());
    }

    private static void readItems(JsonWalker walker, List<Slice> items) {
        walker.enterArray();
        while (walker.nextElement()) {
            if (!walker.valueBeginsWith('{')) {
                throw new MalformedJson("an item is no object", 0);
            }
            items.add(walker.value());
        }
    }

    /** Some emulators of DynamoDB write the end of a table as {@code null} or an empty object. */
    static Optional<Slice> keyOrNone(Slice value) {
        var walker = new JsonWalker(value);
        if (walker.valueBeginsWith('n')) {
            return Optional.empty();
        }
        walker.enterObject();
        return walker.nextField() ? Optional.of(value.detached()) : Optional.empty();
    }
}
