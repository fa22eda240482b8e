// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.BatchWriter;
import dynamofanout.copy.CopySettings;
import dynamofanout.copy.Flow;
import dynamofanout.copy.Inbox;
import dynamofanout.copy.Ledger;
import dynamofanout.copy.LookUps;
import dynamofanout.copy.OpenPage;
import dynamofanout.copy.SegmentProgress;
import dynamofanout.copy.SegmentWork;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.item.KeySchema;
import dynamofanout.request.Mode;
import java.util.Optional;

/**
 * Reads one segment of both tables side by side, and writes or counts only the differences. The result is correct
 * whatever the order of the two scans. It is cheap if the order is the same. Memory is limited to
 * {@link CopySettings#bytesInFlight}, whatever the tables hold.
 */
public final class TwinCopy implements SegmentWork {
    /** Assumed until something is measured. */
    private static final double FIRST_ITEMS_PER_SECOND = 1_000;

    /** The most unsaved differences. A key has at most 3 KB. */
    private static final int MOST_UNSAVED_DIFFERENCES = 1_000;

    private final TwinParts parts;
    private final Flow flow;
    private final Ledger ledger;
    private final SideReader reading;
    private final BatchWriter writer;
    private final LookUps inSource;
    private final LookUps inTarget;
    private final TwinPages passage;
    private final Merge merge;
    private final MergeWindow window;
    private final SequentialMerge sequential;
    private final boolean wantsExtras;
    private final long startedAt;
    private long decidedAt;
    private long decided;

    /** The work of a copy in this mode, or of mode compare. */
    public static TwinCopy ofMode(
            TwinParts parts, CopySettings settings, WorkerRuntime runtime, Inbox inbox, Optional<String> cursor) {
        return new TwinCopy(
                parts,
                parts.mode() == Mode.COMPARE
                        ? Optional.of(parts.hidesExtras() ? Comparison.WITHOUT_EXTRAS : Comparison.WHOLE)
                        : Optional.empty(),
                new Flow(settings, runtime, inbox),
                cursor);
    }

    /** The work that verifies a copy in this mode. */
    public static TwinCopy verifying(
            TwinParts parts, CopySettings settings, WorkerRuntime runtime, Inbox inbox, Optional<String> cursor) {
        return new TwinCopy(
                parts, Optional.of(Comparison.afterCopy(parts.mode())), new Flow(settings, runtime, inbox), cursor);
    }

    private TwinCopy(TwinParts parts, Optional<Comparison> comparison, Flow flow, Optional<String> cursor) {
        this.parts = parts;
        this.flow = flow;
        this.ledger = new Ledger(cursor);
        TwinCursor from = TwinCursor.read(cursor);
        KeySchema key = parts.copy().targetKey();
        this.reading = new SideReader(
                parts.copy().sourceReads(),
                parts.targetReads(),
                parts.settings(),
                flow,
                ledger,
                from,
                key,
                parts.isSequential());
        this.writer = new BatchWriter(parts.copy(), flow);
        this.inSource = new LookUps(parts.sourceTable(), key, parts.copy().sourceReads(), flow);
        this.inTarget = new LookUps(parts.copy().target(), key, parts.targetReads(), flow);
        var order = new ScanOrder(parts.settings().orderProofs());
        var kept = new KeptDifferences(parts.keptDifferences(), parts.countedDifferences());
        Decisions deciding = comparison
                .<Decisions>map(wanted -> new CompareDecisions(wanted, inSource, inTarget, parts.mask(), kept))
                .orElseGet(() -> new CopyDecisions(parts.mode(), writer, inSource, inTarget, order, kept));
        this.wantsExtras =
                comparison.map(Comparison::wantsExtras).orElse(parts.mode().wantsExtras());
        this.passage = new TwinPages(ledger, reading.target(), from);
        this.merge = new Merge(reading.source(), reading.target(), new Passing(deciding));
        this.window = new MergeWindow(reading.source(), reading.target(), passage, deciding, order);
        this.sequential = new SequentialMerge(reading.source(), reading.target(), passage, deciding);
        this.startedAt = flow.now();
        this.decidedAt = startedAt;
    }

    @Override
    public long step(long sendWritesBefore) {
        boolean isStuck = !decide();
        ledger.pass();
        long wake = wantsMore() ? reading.start(itemsPerSecond(), isStuck) : Long.MAX_VALUE;
        if (isStuck) {
            wake = Math.min(wake, resolveIfHopeless());
        }
        // if another item is coming, it is worth waiting a moment, because each call has a cost of its own
        boolean mayBePartial =
                !reading.isReading() || ledger.openBytes() > flow.settings().bytesInFlight() / 4;
        wake = Math.min(wake, inSource.start(mayBePartial));
        wake = Math.min(wake, inTarget.start(mayBePartial));
        boolean mayWritePartial = mayBePartial && inSource.isIdle() && inTarget.isIdle();
        return Math.min(wake, writer.start(sendWritesBefore, mayWritePartial));
    }

    @Override
    public boolean isDone() {
        if (!isDecided()) {
            return false;
        }
        passage.endBetweenArrivals();
        ledger.pass();
        return ledger.isEmpty();
    }

    @Override
    public SegmentProgress progress() {
        return ledger.progress(flow.takeSpent());
    }

    @Override
    public boolean wantsSave() {
        return ledger.differences() >= MOST_UNSAVED_DIFFERENCES;
    }

    /** Decides what can be decided. False if nothing could be, and more of the tables is needed. */
    private boolean decide() {
        long before = decided;
        passEmptyArrivals();
        while (!isCrowded() && stepOnce()) {
            decided++;
        }
        boolean hasDecided = decided > before || isCrowded();
        if (hasDecided || window.isBusy()) {
            decidedAt = flow.now();
        }
        return hasDecided;
    }

    private boolean stepOnce() {
        if (parts.isSequential()) {
            return sequential.step();
        }
        return window.isBusy() ? window.catchUp() : merge.step();
    }

    private void passEmptyArrivals() {
        Optional<SidePage> empty = reading.source().popEmptyArrival();
        while (empty.isPresent()) {
            passage.empty(empty.get());
            empty = reading.source().popEmptyArrival();
        }
    }

    /** Whether so much waits for answers or for a save that nothing more may be decided. */
    private boolean isCrowded() {
        int most = 2 * parts.settings().aheadItems();
        return inSource.waiting() > most || inTarget.waiting() > most || wantsSave();
    }

    private boolean wantsMore() {
        return !isDecided();
    }

    /** If extra items do not matter, the rest of the target after the source's end does not either. */
    private boolean isDecided() {
        return reading.source().isDone() && (!wantsExtras || reading.target().isDone()) && !window.isBusy();
    }

    private long resolveIfHopeless() {
        if (reading.source().isEmpty() || window.isBusy() || parts.isSequential()) {
            return Long.MAX_VALUE;
        }
        long deadline = decidedAt + parts.settings().longestWait().toNanos();
        boolean isWaiting = reading.isReading()
                || reading.canGoOn()
                || !writer.isIdle()
                || !inSource.isIdle()
                || !inTarget.isIdle();
        if (isWaiting && flow.now() < deadline) {
            return deadline;
        }
        window.resolve();
        merge.forget();
        return Long.MAX_VALUE;
    }

    private double itemsPerSecond() {
        double seconds = (flow.now() - startedAt) / 1e9;
        double measured = seconds < 1 ? FIRST_ITEMS_PER_SECOND : Math.max(5, decided / seconds);
        return Math.min(measured, Math.max(measured / 10, writer.mostItemsPerSecond()));
    }

    /** Assigns each decided item to its stretch before its outcome is decided. */
    private final class Passing implements Merge.Findings {
        private final Decisions deciding;

        Passing(Decisions deciding) {
            this.deciding = deciding;
        }

        @Override
        public void matched(SideItem source, SideItem target) {
            window.synced();
            OpenPage page = passage.source(source, Optional.of(target));
            deciding.matched(source, target, page);
        }

        @Override
        public void onlyInSource(SideItem item) {
            deciding.onlyInSource(item, passage.source(item, Optional.empty()));
        }

        @Override
        public void onlyInTarget(SideItem item) {
            window.onlyInTarget(item, () -> deciding.onlyInTarget(item, passage.target(item)));
        }
    }
}
