package dynamofanout.copy;

import dynamofanout.run.Counts;
import dynamofanout.run.RefusedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Open pages in the order they were read. The cursor moves over the longest unbroken row of settled ones. */
final class Ledger {
    private final ArrayDeque<OpenPage> open = new ArrayDeque<>();
    private final List<RefusedItem> refused = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private Optional<String> cursor;
    private long openBytes;

    Ledger(Optional<String> cursor) {
        this.cursor = cursor;
    }

    OpenPage open(ReadPage page) {
        var opened = new OpenPage(page);
        open.add(opened);
        openBytes += page.bytes();
        return opened;
    }

    /** Moves the cursor over pages that are settled, adding exactly their counts. */
    void pass() {
        while (!open.isEmpty() && open.element().isSettled()) {
            OpenPage page = open.remove();
            openBytes -= page.bytes();
            counts = counts.plus(page.counts());
            refused.addAll(page.refused());
            cursor = page.next();
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    long openBytes() {
        return openBytes;
    }

    Optional<String> cursor() {
        return cursor;
    }

    /** Counts of passed pages since this was last asked. */
    Counts takeCounts() {
        Counts taken = counts;
        counts = Counts.NONE;
        return taken;
    }

    /** Refused items of passed pages since this was last asked. */
    List<RefusedItem> takeRefused() {
        List<RefusedItem> taken = List.copyOf(refused);
        refused.clear();
        return taken;
    }
}
