// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.backup.Preparation;
import dynamofanout.copy.CopySettings;
import dynamofanout.copy.GaveUp;
import dynamofanout.copy.ThrottleLog;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.create.TargetCreation;
import dynamofanout.finish.FinalIdentityCheck;
import dynamofanout.finish.Finisher;
import dynamofanout.finish.LaterSettings;
import dynamofanout.finish.PhaseGate;
import dynamofanout.launcher.console.UnforeseenFailure;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.PreparationText;
import dynamofanout.launcher.show.ProgressView;
import dynamofanout.mask.Masker;
import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.Failure;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Plan;
import dynamofanout.run.PreparationState;
import dynamofanout.run.RunStore;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Stretches;
import dynamofanout.run.Summary;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.CallFailed;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableDescription;
import dynamofanout.twin.TwinSettings;
import dynamofanout.worker.Deadline;
import dynamofanout.worker.RunPaces;
import dynamofanout.worker.RunPaces.Sharing;
import dynamofanout.worker.RunSampling;
import dynamofanout.worker.SegmentWorker;
import dynamofanout.worker.StretchQueue;
import dynamofanout.worker.TableIdentityCheck;
import dynamofanout.worker.WorkerParts;
import dynamofanout.worker.WorkerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one execution of a run in this process. Each worker thread takes the segments of its stretch until none
 * is left. Then the summary is made from what they saved. It works the same for a new, a resumed and a replayed run.
 */
final class LocalRun {
    /** How often it looks at the backup, which takes seconds to minutes. A stop is noticed as fast. */
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(2);

    private static final long MOST_BYTES_IN_FLIGHT = 64L << 20;

    private final World world;
    private final RunStore store;
    private final RunOutput output;
    private final Execution execution;
    private final UnforeseenFailure unforeseen;
    private final AtomicReference<@Nullable RuntimeException> fatal = new AtomicReference<>();
    private final AtomicBoolean isInterrupted = new AtomicBoolean();

    /**
     * What is carried out.
     *
     * @param name of this execution: the run's id, or that with {@code --2}, {@code --3} …
     * @param refusal why the tables, as they are described, may not be copied (any more)
     * @param masker of the plan's mask, where it has one
     * @param creation of the target, where the plan has one
     * @param preparation of the target before it is written to
     * @param laterSettings of a target that was created
     * @param runsAtOnce that share the memory of this process
     */
    record Execution(
            RunId run,
            String name,
            Plan plan,
            Phases phases,
            ReadOptions readOptions,
            ItemTable source,
            ItemTable target,
            Function<List<TableDescription>, Optional<String>> refusal,
            Optional<Masker> masker,
            TargetCreation creation,
            Preparation preparation,
            LaterSettings laterSettings,
            int runsAtOnce) {}

    LocalRun(World world, RunStore store, RunOutput output, Execution execution) {
        this.world = world;
        this.store = store;
        this.output = output;
        this.execution = execution;
        this.unforeseen = new UnforeseenFailure(world);
    }

    /** Whether a Ctrl-C ended it. */
    boolean wasInterrupted() {
        return isInterrupted.get();
    }

    /**
     * Works until every segment has been worked on, then finishes the run.
     *
     * @throws StoreFailed if the run store could not be used; checkpoints stay as they were
     */
    Summary carryOut(ExecutorService threads) throws InterruptedException {
        long startedAt = world.nanoTime().getAsLong();
        world.interrupts().onFirst(this::interrupt);
        boolean isPrepared = prepare();
        Plan plan = store.existing(execution.run()).plan(); // with the target that was created
        var identity = new TableIdentityCheck(
                List.of(
                        new TableIdentityCheck.Pinned(execution.source(), plan.source()),
                        new TableIdentityCheck.Pinned(execution.target(), plan.target())),
                WorkerSettings.local().identityAge(),
                world.nanoTime(),
                execution.refusal());
        var gate = new PhaseGate(store);
        for (Phase phase : isPrepared ? execution.phases().all() : List.<Phase>of()) {
            if (phase == Phase.COPY || (mayGoOn() && gate.mayBegin(execution.run(), execution.name(), phase))) {
                work(threads, plan, identity, phase);
            }
        }
        @Nullable RuntimeException lost = fatal.get();
        if (lost != null) {
            throw lost;
        }
        if (isPrepared) {
            execution.laterSettings().apply(execution.run(), execution.name(), identity);
        }
        Duration took = Duration.ofNanos(world.nanoTime().getAsLong() - startedAt);
        FinalIdentityCheck look = FinalIdentityCheck.at(plan, identity, Waiting.REAL);
        return new Finisher(store).finish(execution.run(), execution.name(), look, took);
    }

    /** Waits for the target's creation or backup. Nothing is written before that. */
    private boolean prepare() throws InterruptedException {
        return isReady(() -> execution.creation().step(execution.run(), execution.name()))
                && isReady(() -> execution.preparation().step(execution.run(), execution.name()));
    }

    private boolean isReady(Supplier<PreparationState> step) throws InterruptedException {
        while (true) {
            PreparationState state = step.get();
            if (state != PreparationState.WAITING) {
                return state == PreparationState.READY;
            }
            PreparationText.of(
                            store,
                            store.existing(execution.run()),
                            world.clock().instant())
                    .ifPresent(output::waits);
            world.waiting().pause(BETWEEN_STEPS.toNanos());
        }
    }

    private boolean mayGoOn() {
        return !isInterrupted.get() && fatal.get() == null;
    }

    private void work(ExecutorService threads, Plan plan, TableIdentityCheck identity, Phase phase)
            throws InterruptedException {
        Stretches stretches = plan.stretches();
        var segments =
                new StretchQueue(stretches, execution.phases().at(phase, 0).number());
        WorkerParts parts = parts(threads, plan, identity);
        var ended = new CountDownLatch(stretches.count());
        List<Thread> workers = new ArrayList<>();
        for (int number : stretches.inSpreadOrder()) {
            var worker = new Thread(
                    () -> {
                        try {
                            workOn(segments, number, parts);
                        } finally {
                            ended.countDown();
                        }
                    },
                    "worker-" + number);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
        follow(ended, parts.paces());
    }

    private void follow(CountDownLatch ended, RunPaces paces) throws InterruptedException {
        long startedAt = world.nanoTime().getAsLong();
        var progress = new ProgressView(
                execution.plan(),
                execution.phases().checkpoints(),
                store.control(execution.run()).totals(),
                UnitsUsed.NONE);
        long everySeconds = output.everySeconds();
        while (!ended.await(everySeconds, TimeUnit.SECONDS)) {
            try {
                double seconds = (world.nanoTime().getAsLong() - startedAt) / 1e9;
                output.progress(progress.now(store.control(execution.run()), paces.charged(), seconds));
            } catch (StoreFailed e) {
                fatal.compareAndSet(null, e);
            }
        }
    }

    private void workOn(StretchQueue segments, int number, WorkerParts parts) {
        var worker = new SegmentWorker(parts, number, deadline());
        try {
            workOn(worker, () -> segments.next(number));
            workOn(worker, () -> parts.paces().mayHelp(number) ? segments.nextElsewhere() : Optional.empty());
        } finally {
            parts.paces().leave(number, segments.leave(number), world.nanoTime().getAsLong());
        }
    }

    private void workOn(SegmentWorker worker, Supplier<Optional<Integer>> segments) {
        for (Optional<Integer> next = segments.get(); next.isPresent() && mayGoOn(); next = segments.get()) {
            int number = next.get();
            try {
                worker.work(number);
            } catch (GaveUp gaveUp) {
                giveUp(number, gaveUp.failure());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (StoreFailed e) {
                fatal.compareAndSet(null, e);
            } catch (CallFailed e) {
                giveUp(number, new Failure(e.code(), String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                giveUp(
                        number,
                        new Failure(
                                "Unforeseen",
                                unforeseen.sentence(
                                        execution.phases().at(number).words(), e)));
            }
        }
    }

    private void giveUp(int number, Failure why) {
        try {
            store.abandon(execution.run(), number, execution.name(), why);
            output.line(execution.phases().at(number).words() + " of "
                    + execution.plan().segments() + " was given up: " + why.reason());
        } catch (StoreFailed e) {
            fatal.compareAndSet(null, e);
        }
    }

    /** Makes workers finish their calls and save at once, if the run is interrupted or its run store is lost. */
    private Deadline deadline() {
        return () -> mayGoOn() ? Long.MAX_VALUE : 0;
    }

    private void interrupt() {
        output.stopping();
        var wish = new Stop(Stop.Cause.USER, "interrupted by Ctrl-C or kill");
        try {
            // first, so that the one who finishes the run finds the reason why its workers ended
            store.adjust(execution.run(), control -> control.stoppingIfOwnedBy(execution.name(), wish));
        } catch (StoreFailed e) {
            fatal.compareAndSet(null, e);
        } finally {
            isInterrupted.set(true);
        }
    }

    private WorkerParts parts(ExecutorService threads, Plan plan, TableIdentityCheck identity) {
        long now = world.nanoTime().getAsLong();
        return new WorkerParts(
                execution.run(),
                execution.name(),
                plan,
                execution.phases(),
                execution.readOptions(),
                store,
                execution.source(),
                execution.target(),
                execution.masker(),
                identity,
                new RunPaces(
                        Sharing.WHOLE_RUN, plan.workers(), execution.phases().checkpoints(), now),
                threads,
                Waiting.REAL,
                new WorkerRuntime(world.nanoTime(), world.chance(), output::line),
                new ThrottleLog(output::line),
                copySettings(plan.workers() * execution.runsAtOnce(), world.patience()),
                TwinSettings.standard(),
                WorkerSettings.local(),
                saved -> {},
                new RunSampling(store, execution.run(), Sharing.WHOLE_RUN, world.chance(), now),
                () -> UUID.randomUUID().toString());
    }

    /**
     * At most a sixth of the heap and 64 MB for pages, and 32 batches under way in all (but 2 for each worker, so that one
     * answers while the other is sent), shared by the workers: at 15 ms a call that is 50,000 items a second, and each
     * connection of its own costs a TLS handshake.
     */
    private static CopySettings copySettings(int workers, Duration patience) {
        long bytes = Math.min(MOST_BYTES_IN_FLIGHT, Runtime.getRuntime().maxMemory() / 6) / workers;
        int batches = Math.max(2, Math.min(16, 32 / workers));
        return CopySettings.of(batches, Math.max(256 << 10, Math.min(8 << 20, bytes)))
                .withPatience(patience);
    }
}
