// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.Flow;
import dynamofanout.copy.Ledger;
import dynamofanout.copy.PageFlow;
import dynamofanout.copy.PageReader;
import dynamofanout.copy.ReadPage;
import dynamofanout.copy.ReadParts;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.run.Counts;
import dynamofanout.run.RefusedItem;
import java.util.List;
import java.util.Optional;

/**
 * Reads both sides ahead of the decisions. While nothing can be decided, it reads on from the side with fewer items.
 * Each side may use half of the memory for pages.
 */
final class SideReader {
    private final TwinSettings settings;
    private final Flow flow;
    private final Ledger ledger;
    private final PageReader sourceReader;
    private final PageFlow sourceFlow;
    private final PageFlow targetFlow;
    private final Side source;
    private final Side target;
    private final KeySchema key;
    private final boolean isSequential;

    SideReader(
            ReadParts sourceReads,
            ReadParts targetReads,
            TwinSettings settings,
            Flow flow,
            Ledger ledger,
            TwinCursor from,
            KeySchema key,
            boolean isSequential) {
        this.settings = settings;
        this.flow = flow;
        this.ledger = ledger;
        this.key = key;
        this.isSequential = isSequential;
        this.sourceReader = sourceReads.reader();
        this.sourceFlow = new PageFlow(sourceReads, from.source().cursor(), flow);
        this.targetFlow = new PageFlow(targetReads, from.target().cursor(), flow);
        this.source = new Side(key);
        this.target = new Side(key);
        if (from.source().isEnd()) {
            sourceFlow.end();
            source.end();
        }
        if (from.target().isEnd()) {
            targetFlow.end();
            target.end();
        }
    }

    Side source() {
        return source;
    }

    Side target() {
        return target;
    }

    boolean isReading() {
        return sourceFlow.isReading() || targetFlow.isReading();
    }

    /** Whether more may be read from either side although nothing can be decided yet. */
    boolean canGoOn() {
        return maySource(true) || mayTarget(true);
    }

    /**
     * Starts the reads that may be started.
     *
     * @param isStuck whether more is needed before anything can be decided
     * @return nano time at which more may be started
     */
    long start(double itemsPerSecond, boolean isStuck) {
        boolean isSourceShorter = source.size() <= target.size();
        boolean mayReadSource = maySource(isStuck && (isSourceShorter || !mayTarget(true)));
        boolean mayReadTarget = mayTarget(isStuck && (!isSourceShorter || !maySource(true)));
        long wake = Long.MAX_VALUE;
        if (mayReadSource) {
            wake = sourceFlow.start(sourceFlow.limit(itemsPerSecond), this::sourceArrived);
        }
        if (mayReadTarget) {
            // items of the target are not written, so only the page's own limits apply
            wake = Math.min(wake, targetFlow.start(targetFlow.limit(Double.MAX_VALUE), this::targetArrived));
        }
        return wake;
    }

    private boolean maySource(boolean isNeeded) {
        long bytes = source.bytes() + ledger.openBytes();
        return !sourceFlow.isAtEnd()
                && source.size() < (isNeeded ? settings.windowItems() : settings.aheadItems())
                && (bytes < mostBytes() || (source.isEmpty() && ledger.isEmpty()));
    }

    private boolean mayTarget(boolean isNeeded) {
        return !targetFlow.isAtEnd()
                && (!isSequential || source.isDone())
                && target.size() < (isNeeded ? settings.windowItems() : settings.aheadItems())
                && (target.bytes() < mostBytes() || target.isEmpty());
    }

    private long mostBytes() {
        return flow.settings().bytesInFlight() / 2;
    }

    private void sourceArrived(ReadPage page) {
        Position end = page.next().map(Position::at).orElse(Position.END);
        List<Slice> items = page.items();
        boolean isWhole = page.read() == items.size();
        List<RefusedItem> refused = page.masking().refused();
        int from = 0;
        while (isWhole && items.size() - from > settings.stretchItems()) {
            int to = from + settings.stretchItems();
            Optional<String> cursor = sourceReader.cursorBehind(items.get(to - 1), key);
            if (cursor.isEmpty()) {
                break;
            }
            List<Slice> stretch = items.subList(from, to);
            source.add(
                    new SidePage(
                            Counts.ofPage(stretch.size(), 0, 0),
                            stretch.size(),
                            bytes(stretch),
                            Position.at(cursor.get())),
                    stretch);
            from = to;
        }
        Counts counts = Counts.ofPage(page.read() - from, page.filtered(), page.gone());
        if (from == items.size()) {
            source.addEmpty(counts, refused, end);
        } else {
            int first = from;
            List<Slice> rest = items.subList(from, items.size());
            var arrival = new SidePage(counts, rest.size(), bytes(rest), end);
            arrival.addRefused(refused);
            source.add(arrival, rest, place -> page.masking().sourceKey(first + place));
        }
        if (end.isEnd()) {
            source.end();
        }
    }

    private void targetArrived(ReadPage page) {
        if (!page.items().isEmpty()) {
            Position end = page.next().map(Position::at).orElse(Position.END);
            target.add(new SidePage(Counts.NONE, page.items().size(), page.bytes(), end), page.items());
        }
        if (page.next().isEmpty()) {
            target.end();
        }
    }

    private static long bytes(List<Slice> items) {
        long bytes = 0;
        for (Slice item : items) {
            bytes += item.length();
        }
        return bytes;
    }
}
