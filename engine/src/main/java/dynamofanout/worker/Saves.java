// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.copy.Inbox;
import dynamofanout.copy.SegmentProgress;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Difference;
import dynamofanout.run.Effort;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunLimits;
import dynamofanout.run.Stop;
import dynamofanout.run.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Saves the progress of one claim. It knows what the last acknowledged save contained, when that save was sent (the
 * lease counts from there), and the control that it brought back. One save runs at a time. Refused items are stored
 * before the checkpoint that counts them.
 */
final class Saves {
    private final WorkerParts parts;
    private final Inbox inbox;
    private Checkpoint saved;
    private Optional<Stop> stop;
    private long lastSentAt;
    private boolean isSaving;

    Saves(WorkerParts parts, Claim.Held held, long claimSentAt, Inbox inbox) {
        this.parts = parts;
        this.inbox = inbox;
        this.saved = held.checkpoint();
        this.stop = held.control().stop();
        this.lastSentAt = claimSentAt;
    }

    /** The request to stop that the last save brought back. */
    Optional<Stop> stop() {
        return stop;
    }

    /** Progress that adds nothing, for a release that keeps what was last saved. */
    SegmentProgress nothingNew() {
        return SegmentProgress.none(saved.cursor());
    }

    /** Nano time after which no write may be sent unless another save is acknowledged. */
    long sendWritesBefore() {
        return lastSentAt + parts.settings().lease().toNanos();
    }

    /**
     * Starts a save if one is due and none is running.
     *
     * @param isUrgent whether it is due early
     * @return nano time of the next one
     */
    long startIfDue(Supplier<SegmentProgress> progress, boolean isUrgent) {
        long now = parts.runtime().now();
        long due = lastSentAt + parts.settings().saveInterval().toNanos();
        if (isSaving) {
            return Long.MAX_VALUE;
        }
        if (now < due && !isUrgent) {
            return due;
        }
        SegmentProgress reached = progress.get();
        isSaving = true;
        inbox.start(
                () -> store(reached, Optional.empty()),
                done -> {
                    isSaving = false;
                    acknowledged(done);
                },
                failure -> {
                    isSaving = false;
                    throw failure;
                });
        return Long.MAX_VALUE;
    }

    /** Saves and waits for the answer. */
    void saveNow(SegmentProgress progress) {
        acknowledged(store(progress, Optional.empty()));
    }

    /** Makes the last save of this claim, which releases it. */
    void release(SegmentProgress progress, Checkpoint.State state) {
        acknowledged(store(progress, Optional.of(state)));
    }

    private Saved store(SegmentProgress progress, Optional<Checkpoint.State> end) {
        long sentAt = parts.runtime().now();
        List<String> refusedParts = new ArrayList<>(saved.refusedParts());
        if (!progress.refused().isEmpty()) {
            refusedParts.add(keep(progress.refused()));
        }
        List<String> differenceParts = new ArrayList<>(saved.differenceParts());
        if (!progress.differences().isEmpty()) {
            differenceParts.add(keepDifferences(progress.differences()));
        }
        Totals added = progress.added().plus(new Effort((sentAt - lastSentAt) / 1e9, 1));
        Checkpoint advanced =
                saved.advanced(progress.cursor(), saved.totals().plus(added), refusedParts, differenceParts);
        Checkpoint next = end.map(advanced::released).orElse(advanced);
        Control control = parts.store().save(parts.run(), next, added);
        parts.sampling().saved(control, parts.runtime().now());
        return new Saved(next, control, sentAt, added);
    }

    private String keep(List<RefusedItem> refused) {
        String part = partName("refused");
        parts.store().keepRefused(parts.run(), part, refused);
        return part;
    }

    private String keepDifferences(List<Difference> differences) {
        String part = partName("differences");
        parts.store().keepDifferences(parts.run(), part, differences);
        return part;
    }

    /** The name includes the claim and the save, so that no other worker's part can ever have it. */
    private String partName(String what) {
        return String.format("%s-%05d-e%d-%d", what, saved.number(), saved.epoch(), saved.sequence() + 1);
    }

    private void acknowledged(Saved done) {
        saved = done.checkpoint();
        lastSentAt = done.sentAt();
        stop = done.control().stop();
        parts.paces().apply(done.control(), parts.runtime().now());
        parts.saves()
                .accept(new AcknowledgedSave(
                        done.added(),
                        parts.throttleLog().takeCount(parts.plan().source().words()),
                        parts.throttleLog().takeCount(parts.plan().target().words()),
                        done.control().live()));
        limitReached(done.control().totals(), done.control()).ifPresent(wish -> {
            Control control = parts.store().adjust(parts.run(), now -> now.stoppingIfOwnedBy(parts.execution(), wish));
            stop = control.stop();
        });
    }

    private Optional<Stop> limitReached(Totals totals, Control control) {
        if (control.stop().isPresent()) {
            return Optional.empty();
        }
        return RunLimits.reached(control.limits(), totals, parts.plan().spent(totals.units()));
    }

    private record Saved(Checkpoint checkpoint, Control control, long sentAt, Totals added) {}
}
