// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.run.Counts;
import dynamofanout.table.ItemTable;
import dynamofanout.table.WriteAnswer;
import java.util.List;

/** How an item is written to the target, and how it is counted when the write succeeds or its condition fails. */
public enum WriteKind {
    /** Put the item, whatever the target has under its key. Sent in batches. */
    PUT {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.write(items, sendBefore);
        }
    },

    /** Put the item only if the target lacks its key. */
    PUT_IF_ABSENT {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.putIfAbsent(items.get(0), key, sendBefore);
        }
    },

    /** Delete the item if the target still has it unchanged. */
    DELETE_IF_SAME {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.deleteIfSame(items.get(0), key, sendBefore);
        }
    };

    /**
     * Single writes that replace one batch in flight. Each needs a thread and a connection. A batch takes about as long
     * as this many single writes in a row.
     */
    private static final int SINGLE_FOR_BATCH = 8;

    abstract WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore);

    Counts done() {
        return this == DELETE_IF_SAME ? Counts.DELETED : Counts.WRITTEN;
    }

    Counts notDone() {
        return this == PUT_IF_ABSENT ? Counts.SKIPPED : Counts.NONE;
    }

    /** The most items of one call. Conditional writes are sent singly, because BatchWriteItem takes no conditions. */
    int largestCall() {
        return this == PUT ? ItemTable.LARGEST_BATCH : 1;
    }

    int callsInFlight(CopySettings settings) {
        return (this == PUT ? 1 : SINGLE_FOR_BATCH) * settings.batchesInFlight();
    }
}
