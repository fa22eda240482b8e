package dynamofanout.copy;

import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.run.Counts;
import dynamofanout.table.ItemTable;
import dynamofanout.table.WriteAnswer;
import java.util.List;

/** What writing an item means, and what it counts as when it was done, or when its condition did not hold. */
public enum WriteKind {
    /** It is put, whatever the target has under its key: in batches. */
    PUT {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.write(items, sendBefore);
        }
    },

    /** It is put only if the target lacks the key. */
    PUT_IF_ABSENT {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.putIfAbsent(items.get(0), key, sendBefore);
        }
    },

    /** It is deleted if the target still has it as it is. */
    DELETE_IF_SAME {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.deleteIfSame(items.get(0), key, sendBefore);
        }
    };

    /** A thread and a connection each; a batch takes about as long as so many single writes in a row. */
    private static final int SINGLE_FOR_BATCH = 8;

    abstract WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore);

    Counts done() {
        return this == DELETE_IF_SAME ? Counts.DELETED : Counts.WRITTEN;
    }

    Counts notDone() {
        return this == PUT_IF_ABSENT ? Counts.SKIPPED : Counts.NONE;
    }

    /** Batches take no conditions. */
    int largestCall() {
        return this == PUT ? ItemTable.LARGEST_BATCH : 1;
    }

    int callsInFlight(CopySettings settings) {
        return (this == PUT ? 1 : SINGLE_FOR_BATCH) * settings.batchesInFlight();
    }
}
