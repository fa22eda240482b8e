// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Answer of a write: BatchWriteItem, PutItem or DeleteItem.
 *
 * @param unprocessed the items that the service returned unprocessed, as it wrote them
 * @param units write units charged, indexes included
 */
public record WriteAnswer(List<Slice> unprocessed, double units) {
    private static final byte[] UNPROCESSED = JsonStrings.ascii("UnprocessedItems");
    private static final byte[] CONSUMED = JsonStrings.ascii("ConsumedCapacity");
    private static final byte[] PUT = JsonStrings.ascii("PutRequest");
    private static final byte[] ITEM = JsonStrings.ascii("Item");

    public WriteAnswer {
        unprocessed = List.copyOf(unprocessed);
    }

    public static WriteAnswer parse(Slice answer) {
        var walker = new JsonWalker(answer);
        List<Slice> unprocessed = new ArrayList<>();
        boolean saysUnprocessed = false;
        double units = 0;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(UNPROCESSED)) {
                saysUnprocessed = true;
                readTables(walker, unprocessed);
            } else if (walker.isNamed(CONSUMED)) {
                units = Units.of(walker.value());
            } else {
                walker.skipValue();
            }
        }
        walker.expectEnd();
        if (!saysUnprocessed) {
            // every genuine answer has this member; without it nothing proves that the items were written
            throw new MalformedJson("the answer does not say which items are unprocessed", 0);
        }
        return new WriteAnswer(unprocessed, units);
    }

    /** Answer of a PutItem or DeleteItem that succeeded. */
    static WriteAnswer parseSingle(Slice answer) {
        var walker = new JsonWalker(answer);
        double units = 0;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(CONSUMED)) {
                units = Units.of(walker.value());
            } else {
                walker.skipValue();
            }
        }
        walker.expectEnd();
        return new WriteAnswer(List.of(), units);
    }

    private static void readTables(JsonWalker walker, List<Slice> unprocessed) {
        walker.enterObject();
        while (walker.nextField()) {
            walker.enterArray();
            while (walker.nextElement()) {
                unprocessed.add(item(walker));
            }
        }
    }

    private static Slice item(JsonWalker walker) {
        Slice item = null;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(PUT)) {
                walker.enterObject();
                while (walker.nextField()) {
                    if (walker.isNamed(ITEM)) {
                        item = walker.value();
                    } else {
                        walker.skipValue();
                    }
                }
            } else {
                walker.skipValue();
            }
        }
        if (item == null) {
            throw new MalformedJson("an unprocessed write is no put", 0);
        }
        return item;
    }
}
