package dynamofanout.copy;

import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Open pages in the order they were read. The cursor moves over the longest unbroken row of settled ones. */
public final class Ledger {
    private final ArrayDeque<OpenPage> open = new ArrayDeque<>();
    private final List<RefusedItem> refused = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private Optional<String> cursor;
    private long openBytes;

    public Ledger(Optional<String> cursor) {
        this.cursor = cursor;
    }

    OpenPage open(ReadPage page) {
        var opened = new OpenPage(page);
        open(opened);
        return opened;
    }

    /** Adds a stretch behind all others. */
    public void open(OpenPage page) {
        open.add(page);
        openBytes += page.bytes();
    }

    /** Moves the cursor over pages that are settled, adding exactly their counts. */
    public void pass() {
        while (!open.isEmpty() && open.element().isSettled()) {
            OpenPage page = open.remove();
            openBytes -= page.bytes();
            counts = counts.plus(page.counts());
            refused.addAll(page.refused());
            differences.addAll(page.differences());
            cursor = page.next();
        }
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    public int openPages() {
        return open.size();
    }

    public long openBytes() {
        return openBytes;
    }

    public Optional<String> cursor() {
        return cursor;
    }

    /** Counts of passed pages since this was last asked. */
    public Counts takeCounts() {
        Counts taken = counts;
        counts = Counts.NONE;
        return taken;
    }

    /** Refused items of passed pages since this was last asked. */
    public List<RefusedItem> takeRefused() {
        List<RefusedItem> taken = List.copyOf(refused);
        refused.clear();
        return taken;
    }

    /** Differences found in passed pages that were not taken yet. */
    public int differences() {
        return differences.size();
    }

    /** Differences found in passed pages since this was last asked. */
    public List<Difference> takeDifferences() {
        List<Difference> taken = List.copyOf(differences);
        differences.clear();
        return taken;
    }
}
