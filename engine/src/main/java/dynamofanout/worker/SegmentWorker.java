// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.copy.GaveUp;
import dynamofanout.copy.Inbox;
import dynamofanout.copy.SegmentProgress;
import dynamofanout.copy.SegmentWork;
import dynamofanout.pace.Backoff;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Stop;
import dynamofanout.table.CallFailed;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works on one segment from claim to release. If it is killed at any point, the next worker continues from the last
 * save. It returns (or throws) only after every call that it started has been settled. Not thread-safe.
 */
public final class SegmentWorker {
    private static final int TRIES_TO_LOOK = 6;
    private static final Backoff BETWEEN_LOOKS = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3));

    private final WorkerParts parts;
    private final Deadline deadline;

    private final SegmentWorks works;

    /** @param number of this worker among those of its process, from 0 */
    public SegmentWorker(WorkerParts parts, int number, Deadline deadline) {
        this.parts = parts;
        this.deadline = deadline;
        this.works = new SegmentWorks(
                parts, parts.paces().ofWorker(number, parts.runtime().now()));
    }

    /**
     * Claims the segment and continues its work.
     *
     * @throws GaveUp if the segment cannot be finished; if that holds for the whole run, the run's control already says
     *     stop
     * @throws dynamofanout.run.Superseded if another worker has claimed the segment since
     * @throws dynamofanout.run.NotOwner if another execution carries out the run
     */
    public Outcome work(int segment) throws InterruptedException {
        try {
            return claimAndWork(segment);
        } catch (GaveUp gaveUp) {
            if (gaveUp.endsRun()) {
                stopRun(gaveUp);
            }
            throw gaveUp;
        }
    }

    private Outcome claimAndWork(int segment) throws InterruptedException {
        if (!hasTimeToTakeOver(segment)) {
            return Outcome.MORE;
        }
        long claimSentAt = parts.runtime().now();
        Claim claim = parts.store()
                .claim(
                        parts.run(),
                        segment,
                        parts.execution(),
                        parts.workerIds().get());
        if (claim instanceof Claim.Held held) {
            return work(held, claimSentAt);
        }
        return claim instanceof Claim.AlreadyDone ? Outcome.DONE : Outcome.STOPPED;
    }

    private Outcome work(Claim.Held held, long claimSentAt) throws InterruptedException {
        lookAtTables();
        parts.paces().apply(held.control(), parts.runtime().now());
        var inbox = new Inbox(parts.calls(), parts.waiting());
        var saves = new Saves(parts, held, claimSentAt, inbox);
        if (held.tookOver() && !parts.settings().takeOverWait().isZero()) {
            inbox.await(parts.settings().takeOverWait().toNanos());
            saves.saveNow(SegmentProgress.none(held.checkpoint().cursor()));
        }
        SegmentWork work = works.work(held, inbox);
        try {
            return carryOn(work, saves, inbox);
        } catch (GaveUp gaveUp) {
            drain(inbox);
            // at the end of the segment there is no cursor any more, so what was not saved is done again rather than
            // counted twice
            saves.release(work.isDone() ? saves.nothingNew() : work.progress(), Checkpoint.State.OPEN);
            throw gaveUp;
        } finally {
            drain(inbox);
        }
    }

    private Outcome carryOn(SegmentWork work, Saves saves, Inbox inbox) throws InterruptedException {
        while (true) {
            if (work.isDone()) {
                lookAtTables();
                drain(inbox);
                saves.release(work.progress(), Checkpoint.State.DONE);
                return Outcome.DONE;
            }
            if (saves.stop().isPresent() || deadline.isNear()) {
                drain(inbox);
                if (work.isDone()) {
                    continue; // only the calls in flight were left
                }
                boolean isStop = saves.stop().isPresent();
                saves.release(work.progress(), isStop ? Checkpoint.State.STOPPED : Checkpoint.State.OPEN);
                return isStop ? Outcome.STOPPED : Outcome.MORE;
            }
            long wake = work.step(saves.sendWritesBefore());
            long save = saves.startIfDue(work::progress, work.wantsSave());
            inbox.await(untilNanos(wake, save));
        }
    }

    /**
     * Waits until every call that was started has its outcome, and starts no new ones. Throws the first failure at the
     * end.
     */
    private static void drain(Inbox inbox) throws InterruptedException {
        @Nullable RuntimeException first = null;
        while (inbox.inFlight() > 0) {
            try {
                inbox.await(Duration.ofSeconds(1).toNanos());
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private long untilNanos(long wake, long save) {
        long now = parts.runtime().now();
        long byWork = wake == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, wake - now);
        long bySave = Math.max(1, save - now);
        // short, so that a deadline that was moved (Ctrl-C) is noticed soon
        long byDeadline = Math.max(1, Math.min(deadline.remainingNanos(), 250_000_000L));
        return Math.min(byWork, Math.min(bySave, byDeadline));
    }

    /** A worker that has no time to wait for the lease of the former worker leaves the segment alone. */
    private boolean hasTimeToTakeOver(int segment) {
        Duration wait = parts.settings().takeOverWait();
        if (wait.isZero() || deadline.remainingNanos() > wait.toNanos()) {
            return !deadline.isNear();
        }
        Optional<Checkpoint> found = parts.store().checkpoint(parts.run(), segment);
        return !deadline.isNear() && found.map(Checkpoint::isReleased).orElse(true);
    }

    private void lookAtTables() throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                parts.identity().check();
                return;
            } catch (CallFailed failure) {
                if (tries == TRIES_TO_LOOK) {
                    throw GaveUp.onSegment(
                            failure.code(), "tables cannot be looked at: " + failure.getMessage(), failure);
                }
                long delay =
                        BETWEEN_LOOKS.delayNanos(tries, parts.runtime().chance().getAsDouble());
                new Inbox(parts.calls(), parts.waiting()).await(delay);
            }
        }
    }

    private void stopRun(GaveUp gaveUp) {
        var wish = new Stop(Stop.Cause.FATAL, gaveUp.failure().reason());
        parts.store().adjust(parts.run(), control -> control.stoppingIfOwnedBy(parts.execution(), wish));
    }
}
