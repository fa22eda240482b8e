// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Numbers;
import dynamofanout.item.Slice;
import java.util.Optional;

/**
 * Answer of a Query or Scan that only counts.
 *
 * @param count items that match
 * @param scannedCount items that the service looked at
 * @param lastKey where to go on, absent at the end
 */
public record CountAnswer(int count, int scannedCount, Optional<Slice> lastKey, double units) {
    private static final byte[] COUNT = JsonStrings.ascii("Count");
    private static final byte[] SCANNED_COUNT = JsonStrings.ascii("ScannedCount");
    private static final byte[] LAST_KEY = JsonStrings.ascii("LastEvaluatedKey");
    private static final byte[] CONSUMED = JsonStrings.ascii("ConsumedCapacity");

    static CountAnswer parse(Slice answer) {
        var walker = new JsonWalker(answer);
        int count = -1;
        int scanned = -1;
        Optional<Slice> lastKey = Optional.empty();
        double units = 0;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(COUNT)) {
                count = (int) Numbers.parse(walker.value());
            } else if (walker.isNamed(SCANNED_COUNT)) {
                scanned = (int) Numbers.parse(walker.value());
            } else if (walker.isNamed(LAST_KEY)) {
                lastKey = Page.keyOrNone(walker.value());
            } else if (walker.isNamed(CONSUMED)) {
                units = Units.of(walker.value());
            } else {
                walker.skipValue();
            }
        }
        walker.expectEnd();
        if (count < 0 || scanned < count) {
            throw new MalformedJson("a count says Count " + count + " and ScannedCount " + scanned, 0);
        }
        return new CountAnswer(count, scanned, lastKey, units);
    }
}
