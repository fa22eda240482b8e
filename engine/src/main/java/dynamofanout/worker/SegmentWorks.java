// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.copy.CopyParts;
import dynamofanout.copy.Inbox;
import dynamofanout.copy.KeyReader;
import dynamofanout.copy.MaskedReader;
import dynamofanout.copy.PageReader;
import dynamofanout.copy.ReadPage;
import dynamofanout.copy.ReadParts;
import dynamofanout.copy.ScanReader;
import dynamofanout.copy.SegmentCopy;
import dynamofanout.copy.SegmentWork;
import dynamofanout.copy.SelectionReader;
import dynamofanout.copy.WriteKind;
import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.remove.ExtraRemoval;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.PhaseSegment;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Plan;
import dynamofanout.run.Plan.Selection;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import dynamofanout.twin.TwinCopy;
import dynamofanout.twin.TwinParts;
import dynamofanout.twin.TwinSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Creates the work of a claim, according to the run's mode and the segment's phase. */
final class SegmentWorks {
    /** If the source is read by given keys, the target is not scanned. */
    private static final PageReader NOTHING =
            (cursor, most) -> new ReadPage(List.of(), 0, 0, 0, Optional.empty(), 0, 0);

    private final WorkerParts parts;
    private final Paces paces;

    SegmentWorks(WorkerParts parts, Paces paces) {
        this.parts = parts;
        this.paces = paces;
    }

    SegmentWork work(Claim.Held held, Inbox inbox) {
        Checkpoint from = held.checkpoint();
        Mode mode = parts.phases().mode();
        PhaseSegment worked = parts.phases().of(from);
        Phase phase = worked.phase();
        int segment = worked.segment();
        if (phase == Phase.COPY && mode == Mode.OVERWRITE) {
            return new SegmentCopy(
                    copyParts(segment, WriteKind.PUT), parts.copySettings(), parts.runtime(), inbox, from.cursor());
        }
        if (phase == Phase.DELETE) {
            return removal(segment, from, inbox);
        }
        TwinParts twin = twinParts(segment, from, held.control().limits(), phase);
        return phase == Phase.VERIFY
                ? TwinCopy.verifying(twin, parts.copySettings(), parts.runtime(), inbox, from.cursor())
                : TwinCopy.ofMode(twin, parts.copySettings(), parts.runtime(), inbox, from.cursor());
    }

    private SegmentWork removal(int segment, Checkpoint from, Inbox inbox) {
        int copying = parts.phases().at(Phase.COPY, segment).number();
        List<String> kept = parts.store()
                .checkpoint(parts.run(), copying)
                .map(Checkpoint::differenceParts)
                .orElse(List.of());
        Iterator<Difference> extras = kept.stream()
                .flatMap(part -> parts.store().differences(parts.run(), part).stream())
                .iterator();
        return new ExtraRemoval(
                new ExtraRemoval.Parts(
                        copyParts(segment, WriteKind.DELETE_IF_SAME), parts.source(), targetReads(NOTHING), extras),
                parts.copySettings(),
                parts.runtime(),
                inbox,
                from.cursor());
    }

    private ReadParts targetReads(PageReader reader) {
        return new ReadParts(
                reader,
                parts.plan().target().words(),
                paces.targetReads(),
                parts.plan().estimate().readUnitsPerItem(),
                units -> new UnitsUsed(0, units, 0),
                parts.throttleLog());
    }

    private CopyParts copyParts(int segment, WriteKind kind) {
        Plan plan = parts.plan();
        return new CopyParts(
                sourceReader(segment),
                plan.source().words(),
                parts.target(),
                plan.target().words(),
                plan.target().identity().key(),
                paces.sourceReads(),
                paces.targetWrites(),
                plan.estimate().readUnitsPerItem(),
                plan.writeUnitsPerItem(),
                kind,
                parts.throttleLog());
    }

    private TwinParts twinParts(int segment, Checkpoint from, Limits limits, Phase phase) {
        Mode mode = parts.phases().mode();
        boolean isScan = parts.plan().selection() == Selection.SCAN;
        TwinSettings settings = parts.twinSettings();
        // one more than may be deleted, so that exceeding the limit is always noticed
        int deletable = limits.maxDeletes()
                .map(most -> Math.min(most, Integer.MAX_VALUE - 1) + 1)
                .orElse(0);
        int kept = Math.max(settings.keptDifferences(), mode == Mode.MIRROR && phase == Phase.COPY ? deletable : 0);
        Counts before = from.totals().counts();
        return new TwinParts(
                mode,
                copyParts(segment, mode == Mode.MISSING ? WriteKind.PUT_IF_ABSENT : WriteKind.PUT),
                parts.source(),
                targetReads(targetReader(segment, phase)),
                parts.mask(),
                hidesExtras(),
                !isScan || masksKey(),
                settings,
                kept,
                before.differences());
    }

    private boolean masksKey() {
        return parts.plan().mask().filter(PlannedMask::masksKey).isPresent();
    }

    private boolean hidesExtras() {
        return parts.plan().mask().filter(PlannedMask::hidesExtras).isPresent();
    }

    private PageReader sourceReader(int segment) {
        PageReader clear = clearSourceReader(segment);
        return parts.mask()
                .<PageReader>map(mask -> new MaskedReader(clear, mask))
                .orElse(clear);
    }

    private PageReader clearSourceReader(int segment) {
        if (parts.plan().selection() == Selection.SCAN) {
            return new ScanReader(parts.source(), range(segment), parts.readOptions());
        }
        if (parts.plan().selection() == Selection.QUERIES) {
            return selectionReader(parts.source(), segment, parts.readOptions());
        }
        List<ItemKey> keys = parts.store().keys(parts.run(), segment).stream()
                .map(key -> ItemKey.ofObject(Slice.of(key)))
                .toList();
        return new KeyReader(parts.source(), keys, parts.readOptions());
    }

    private PageReader selectionReader(ItemTable table, int segment, ReadOptions options) {
        List<String> selected = parts.store().keys(parts.run(), segment);
        return SelectionReader.of(
                table, selected, parts.plan().source().identity().key(), options);
    }

    /**
     * The filter applies to the target only if extra items count. Otherwise any item of the target may be a
     * counterpart. Selections and filters have clear values, so with a mask they are never sent to the target.
     */
    private PageReader targetReader(int segment, Phase phase) {
        if (masksKey() || hidesExtras()) {
            return NOTHING;
        }
        boolean isMasked = parts.mask().isPresent();
        boolean isCompare = phase == Phase.COPY && parts.phases().mode() == Mode.COMPARE && !isMasked;
        ReadOptions asked = parts.readOptions();
        ReadOptions options = isCompare ? asked : new ReadOptions(asked.isConsistent(), Optional.empty());
        Selection selection = parts.plan().selection();
        if (selection != Selection.SCAN) {
            return selection == Selection.QUERIES ? selectionReader(parts.target(), segment, options) : NOTHING;
        }
        return new ScanReader(parts.target(), range(segment), options);
    }

    private ScanRange range(int segment) {
        return new ScanRange(segment, parts.plan().segments());
    }
}
