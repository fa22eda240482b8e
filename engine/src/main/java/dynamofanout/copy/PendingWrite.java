// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.util.Optional;

/** One item on its way to the target. */
final class PendingWrite {
    private final Slice item;
    private final OpenPage page;
    private final Optional<Slice> sourceKey;
    private int throttles;
    private int faults;
    private long firstFaultAt;
    private long readyAt;

    PendingWrite(Slice item, OpenPage page) {
        this(item, page, Optional.empty());
    }

    /** @param sourceKey if it differs from the item's own key */
    PendingWrite(Slice item, OpenPage page, Optional<Slice> sourceKey) {
        this.item = item;
        this.page = page;
        this.sourceKey = sourceKey;
    }

    Slice item() {
        return item;
    }

    OpenPage page() {
        return page;
    }

    /** DynamoDB JSON of the item's key in the source. */
    String sourceKey(KeySchema key) {
        return sourceKey.map(Slice::text).orElseGet(() -> ItemKey.of(item, key).json());
    }

    /** How many times in a row it was left unprocessed or throttled. */
    int throttles() {
        return throttles;
    }

    /** How many times in a row its batch met a transient fault. */
    int faults() {
        return faults;
    }

    long firstFaultAt() {
        return firstFaultAt;
    }

    long readyAt() {
        return readyAt;
    }

    /** Counts a throttle. The service did answer, so earlier faults no longer count. */
    void throttled() {
        faults = 0;
        throttles++;
    }

    void faulted(long now) {
        if (faults++ == 0) {
            firstFaultAt = now;
        }
    }

    void waitUntil(long time) {
        readyAt = time;
    }
}
