// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Answer of a BatchGetItem on one table.
 *
 * @param items that were found, in any order
 * @param unprocessedKeys keys that were not looked up; ask again
 * @param units read units charged
 */
public record GetAnswer(List<Slice> items, List<Slice> unprocessedKeys, double units) implements Charged {
    private static final byte[] RESPONSES = JsonStrings.ascii("Responses");
    private static final byte[] UNPROCESSED = JsonStrings.ascii("UnprocessedKeys");
    private static final byte[] KEYS = JsonStrings.ascii("Keys");
    private static final byte[] CONSUMED = JsonStrings.ascii("ConsumedCapacity");

    public GetAnswer {
        items = List.copyOf(items);
        unprocessedKeys = List.copyOf(unprocessedKeys);
    }

    public static GetAnswer parse(Slice answer) {
        var walker = new JsonWalker(answer);
        List<Slice> items = new ArrayList<>();
        List<Slice> unprocessed = new ArrayList<>();
        boolean saysResponses = false;
        double units = 0;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(RESPONSES)) {
                saysResponses = true;
                walker.enterObject();
                while (walker.nextField()) {
                    readAll(walker, items);
                }
            } else if (walker.isNamed(UNPROCESSED)) {
                readUnprocessed(walker, unprocessed);
            } else if (walker.isNamed(CONSUMED)) {
                units = Units.of(walker.value());
            } else {
                walker.skipValue();
            }
        }
        walker.expectEnd();
        if (!saysResponses) {
            throw new MalformedJson("the answer has no Responses", 0);
        }
        return new GetAnswer(items, unprocessed, units);
    }

    private static void readUnprocessed(JsonWalker walker, List<Slice> unprocessed) {
        walker.enterObject();
        while (walker.nextField()) {
            walker.enterObject();
            while (walker.nextField()) {
                if (walker.isNamed(KEYS)) {
                    readAll(walker, unprocessed);
                } else {
                    walker.skipValue();
                }
            }
        }
    }

    private static void readAll(JsonWalker walker, List<Slice> into) {
        walker.enterArray();
        while (walker.nextElement()) {
            into.add(walker.value());
        }
    }
}
