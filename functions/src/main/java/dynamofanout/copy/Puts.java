package dynamofanout.copy;

import dynamofanout.table.ItemTable;
import dynamofanout.table.KeySchema;
import dynamofanout.table.Slice;
import dynamofanout.table.WriteAnswer;
import java.util.List;

/** How items reach the target. */
public enum Puts {
    /** Whatever the target has under their keys: in batches. */
    BATCHED {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.write(items, sendBefore);
        }

        @Override
        int largestCall() {
            return ItemTable.LARGEST_BATCH;
        }

        @Override
        int callsInFlight(CopySettings settings) {
            return settings.batchesInFlight();
        }
    },

    /** Only if the target lacks the key: singly, since batches take no conditions, but more of them at a time. */
    IF_ABSENT {
        @Override
        WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore) {
            return target.putIfAbsent(items.get(0), key, sendBefore);
        }

        @Override
        int largestCall() {
            return 1;
        }

        @Override
        int callsInFlight(CopySettings settings) {
            return SINGLE_FOR_BATCH * settings.batchesInFlight();
        }
    };

    /** A thread and a connection each; a batch takes about as long as so many single puts in a row. */
    private static final int SINGLE_FOR_BATCH = 8;

    abstract WriteAnswer send(ItemTable target, KeySchema key, List<Slice> items, long sendBefore);

    abstract int largestCall();

    abstract int callsInFlight(CopySettings settings);
}
