// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Failure;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims, saves and abandons segments in the run table. A claim, the end of a segment and giving it up are each one
 * transaction with control. Any other save is two single writes, because all workers write control.
 */
final class SegmentWrites {
    private final RunTableItems table;
    private final RunExpiry expiry;

    SegmentWrites(RunTableItems table, RunExpiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    Claim claim(RunId run, int segment, String execution, String worker) {
        for (int tries = 1; ; tries++) {
            StoredSegment stored = look(run, segment);
            stored.requireOwner(run, execution);
            if (stored.item.isPresent() && stored.item.get().isHeldBy(worker, execution)) {
                return new Claim.Held(
                        stored.checkpoint(segment),
                        stored.control,
                        stored.item.get().tookOver());
            }
            if (stored.control.stop().isPresent()) {
                return new Claim.RunStopped(stored.control.stop().get());
            }
            Checkpoint found = stored.checkpoint(segment);
            if (found.isDone()) {
                return new Claim.AlreadyDone();
            }
            var claimed = new CheckpointItem(found.claimedBy(worker, execution), table.newToken(), !found.isReleased());
            int first = found.execution().equals(execution) ? 0 : 1;
            // one that was given up in this execution, and is tried once more, has not ended any more
            int ended = found.hasEndedIn(execution) ? -1 : 0;
            boolean isDone = table.transaction(PartKey.segment(run, segment))
                    .put(claimed.part(run), CheckpointItem.unchanged(stored.item))
                    .update(
                            PartKey.control(run),
                            ControlItem.counting(new Change(), first, ended),
                            Condition.is(ControlItem.OWNER, execution).lacks(ControlItem.STOP))
                    .commit();
            if (isDone) {
                return new Claim.Held(
                        claimed.checkpoint(), stored.control.withClaimed(first).withEnded(ended), claimed.tookOver());
            }
            table.conflicts().pause(PartKey.segment(run, segment), tries);
        }
    }

    Control save(RunId run, Checkpoint next, Totals added) {
        return next.state() == Checkpoint.State.OPEN ? advance(run, next, added) : end(run, next, added);
    }

    /**
     * The totals come first: if the process dies between the two, they count too much, and never too little. What was
     * counted for a checkpoint that is not taken is taken back.
     */
    private Control advance(RunId run, Checkpoint next, Totals added) {
        Condition isOwner = Condition.is(ControlItem.OWNER, next.execution());
        Optional<RunPart> counted = table.update(PartKey.control(run), ControlItem.plus(added), isOwner);
        if (counted.isEmpty()) {
            throw new NotOwner(
                    run, next.execution(), look(run, next.number()).control.owner());
        }
        var item = new CheckpointItem(next, table.newToken(), false);
        if (table.put(item.part(run), CheckpointItem.accepts(next))) {
            return ControlItem.read(counted.get(), table.name());
        }
        StoredSegment stored = look(run, next.number());
        if (stored.holds(item.token())) {
            return ControlItem.read(counted.get(), table.name()); // it arrived, only its answer was lost
        }
        Optional<RunPart> restored = table.update(PartKey.control(run), ControlItem.minus(added), isOwner);
        stored.requireOwner(run, next.execution());
        if (!stored.isAlready(next)) {
            throw new Superseded(run);
        }
        return restored.map(part -> ControlItem.read(part, table.name())).orElse(stored.control);
    }

    private Control end(RunId run, Checkpoint next, Totals added) {
        for (int tries = 1; ; tries++) {
            var item = new CheckpointItem(next, table.newToken(), false);
            boolean isDone = table.transaction(PartKey.segment(run, next.number()))
                    .put(item.part(run), CheckpointItem.accepts(next))
                    .update(
                            PartKey.control(run),
                            ControlItem.counting(ControlItem.plus(added), 0, 1),
                            Condition.is(ControlItem.OWNER, next.execution()))
                    .commit();
            StoredSegment stored = look(run, next.number());
            if (isDone) {
                return stored.control;
            }
            stored.requireOwner(run, next.execution());
            if (stored.isAlready(next)) {
                return stored.control;
            }
            if (stored.item.isEmpty() || !stored.checkpoint(next.number()).accepts(next)) {
                throw new Superseded(run);
            }
            table.conflicts().pause(PartKey.segment(run, next.number()), tries);
        }
    }

    void abandon(RunId run, int segment, String execution, Failure why) {
        for (int tries = 1; ; tries++) {
            StoredSegment stored = look(run, segment);
            Checkpoint found = stored.checkpoint(segment);
            boolean isOver = found.isDone() || found.hasEndedIn(execution);
            if (isOver || !stored.control.owner().equals(execution)) {
                return;
            }
            var failed = new CheckpointItem(found.failed(execution, why), table.newToken(), false);
            int first = found.execution().equals(execution) ? 0 : 1;
            boolean isDone = table.transaction(PartKey.segment(run, segment))
                    .put(failed.part(run), CheckpointItem.unchanged(stored.item))
                    .update(
                            PartKey.control(run),
                            ControlItem.counting(new Change(), first, 1),
                            Condition.is(ControlItem.OWNER, execution))
                    .commit();
            if (isDone) {
                return;
            }
            table.conflicts().pause(PartKey.segment(run, segment), tries);
        }
    }

    private StoredSegment look(RunId run, int segment) {
        PartKey control = PartKey.control(run);
        PartKey checkpoint = PartKey.segment(run, segment);
        Map<PartKey, RunPart> found = table.reads().getAll(List.of(control, checkpoint));
        Optional.ofNullable(found.get(control)).ifPresent(part -> expiry.renewIfDue(run, part));
        return new StoredSegment(
                Optional.ofNullable(found.get(control))
                        .map(part -> ControlItem.read(part, table.name()))
                        .orElseThrow(() -> StoreFailures.missing(control, table.name())),
                Optional.ofNullable(found.get(checkpoint)).map(part -> CheckpointItem.read(part, table.name())));
    }

    /** Control and a segment's checkpoint at about the same time. */
    private record StoredSegment(Control control, Optional<CheckpointItem> item) {
        void requireOwner(RunId run, String execution) {
            if (!control.owner().equals(execution)) {
                throw new NotOwner(run, execution, control.owner());
            }
        }

        Checkpoint checkpoint(int segment) {
            return item.map(CheckpointItem::checkpoint).orElseGet(() -> Checkpoint.unclaimed(segment));
        }

        boolean holds(String token) {
            return item.filter(found -> found.token().equals(token)).isPresent();
        }

        boolean isAlready(Checkpoint saved) {
            return item.filter(found -> found.checkpoint().isAlready(saved)).isPresent();
        }
    }
}
