// SPDX-License-Identifier: Apache-2.0
package dynamofanout.scale;

import dynamofanout.copy.CopySettings;
import dynamofanout.copy.ThrottleLog;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.finish.FinalIdentityCheck;
import dynamofanout.finish.Finisher;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.run.Control;
import dynamofanout.run.Estimate;
import dynamofanout.run.OwnPrices;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.Plans;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stretches;
import dynamofanout.run.Summary;
import dynamofanout.run.Superseded;
import dynamofanout.run.UnitPrices;
import dynamofanout.scale.SimulatedTables.Segment;
import dynamofanout.scale.VirtualTime.Actor;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableClient;
import dynamofanout.twin.TwinSettings;
import dynamofanout.worker.Outcome;
import dynamofanout.worker.RunPaces;
import dynamofanout.worker.RunPaces.Sharing;
import dynamofanout.worker.RunSampling;
import dynamofanout.worker.SegmentWorker;
import dynamofanout.worker.TableIdentityCheck;
import dynamofanout.worker.WorkerParts;
import dynamofanout.worker.WorkerSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A deployed run: the real workers, paces and finisher on fakes, in virtual time. As the state machine does, it starts
 * so many children at once as the plan has workers, invokes a function for each, invokes it again at {@code more} and
 * after a death; a function's process outlives its invocation, unless it dies.
 */
final class ScaleSimulation {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    /** Lambda's longest time-out, less the margin in which a worker ends in order. */
    private static final long INVOCATION = 880 * SECOND;

    private static final long LATENCY = 10 * MILLI;
    private static final long STARTS_PER_SECOND = 100;
    private static final double DYING = 0.015;
    private static final OwnPrices PRICES = new OwnPrices(0.0000133334 / 2, 0.2e-6, 0.025e-3, 0.625e-6, 0.125e-6);

    private final VirtualTime time = new VirtualTime();
    private final Random random = new Random(4711);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<Segment> segments;
    private final SimulatedTables tables;
    private final CountingRunStore store;
    private final Plan plan;
    private final ArrayDeque<Integer> unclaimed;
    private int invocations;
    private int deaths;
    private int loops;
    private int superseded;

    /** Stands for the death of a worker's process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    ScaleSimulation(List<Segment> segments, int workers, int partitions, double tableLimit, Ceilings ceilings) {
        this.segments = segments;
        this.tables = new SimulatedTables(segments, partitions, tableLimit, time::now, random::nextDouble);
        this.store = new CountingRunStore(new MemoryRunStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)), time::now);
        this.plan = plan(workers);
        this.unclaimed = new ArrayDeque<>(new Stretches(plan.segments(), plan.segments()).inSpreadOrder());
        timer.setRemoveOnCancelPolicy(true);
        store.create(
                SampleRuns.RUN,
                SampleRuns.request(),
                plan,
                Control.first(SampleRuns.FIRST, ceilings, new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED)));
    }

    /** Carries the run out, from the first child's start to the summary. */
    Summary run() {
        try {
            time.run(plan.workers(), this::children, SECOND / STARTS_PER_SECOND);
            return new Finisher(store)
                    .finish(SampleRuns.RUN, SampleRuns.FIRST, FinalIdentityCheck.SAME, Duration.ofNanos(time.now()));
        } finally {
            timer.shutdownNow();
        }
    }

    SimulatedTables tables() {
        return tables;
    }

    CountingRunStore store() {
        return store;
    }

    int invocations() {
        return invocations;
    }

    int deaths() {
        return deaths;
    }

    /** Invocations that ended at their deadline. */
    int loops() {
        return loops;
    }

    int superseded() {
        return superseded;
    }

    double seconds() {
        return (double) time.now() / SECOND;
    }

    private void children(Actor child) throws InterruptedException {
        FunctionProcess process = new FunctionProcess(child);
        while (true) {
            Integer segment = unclaimed.poll();
            if (segment == null) {
                return;
            }
            boolean isToDie = segments.get(segment).items() > 0 && random.nextDouble() < DYING;
            boolean isOver = false;
            while (!isOver) {
                child.sleep((long) ((50 + 100 * random.nextDouble()) * MILLI));
                invocations++;
                process.diesAfterWaits = isToDie ? 1 + random.nextInt(6) : Long.MAX_VALUE;
                isToDie = false;
                try {
                    Outcome outcome = process.invoke(segment);
                    isOver = outcome == Outcome.DONE;
                    loops += isOver ? 0 : 1;
                } catch (Killed killed) {
                    deaths++;
                    process = new FunctionProcess(child);
                    child.sleep(2 * SECOND);
                } catch (Superseded again) {
                    superseded++;
                    child.sleep(30 * SECOND);
                }
            }
        }
    }

    /** A function's process: what was found out about the tables' limits outlives an invocation. */
    private final class FunctionProcess {
        private final Actor actor;
        private final RunPaces paces;
        private final ItemTable source;
        private final ItemTable target;
        private final TableIdentityCheck identity;
        private final SegmentWorker worker;
        private long deadline;
        private long diesAfterWaits = Long.MAX_VALUE;

        FunctionProcess(Actor actor) {
            this.actor = actor;
            this.paces = new RunPaces(Sharing.ONE_WORKER, plan.workers(), plan.segments(), time.now());
            this.source = new ItemTable(client(), "Source");
            this.target = new ItemTable(client(), "Target");
            this.identity = new TableIdentityCheck(
                    List.of(
                            new TableIdentityCheck.Pinned(source, plan.source()),
                            new TableIdentityCheck.Pinned(target, plan.target())),
                    Duration.ofSeconds(10),
                    time::now);
            this.worker = new SegmentWorker(parts(), 0, () -> deadline - time.now());
        }

        Outcome invoke(int segment) throws InterruptedException {
            deadline = time.now() + INVOCATION;
            return worker.work(segment);
        }

        private WorkerParts parts() {
            return new WorkerParts(
                    SampleRuns.RUN,
                    SampleRuns.FIRST,
                    plan,
                    Phases.of(SampleRuns.request(), plan.segments()),
                    ReadOptions.PLAIN,
                    store,
                    source,
                    target,
                    Optional.empty(),
                    identity,
                    paces,
                    actor.calls(LATENCY),
                    this::next,
                    new WorkerRuntime(time::now, random::nextDouble, notice -> {}),
                    new ThrottleLog(notice -> {}),
                    CopySettings.of(16, 8 << 20),
                    TwinSettings.standard(),
                    new WorkerSettings(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(40),
                            Duration.ofSeconds(10)),
                    saved -> {},
                    new RunSampling(store, SampleRuns.RUN, Sharing.ONE_WORKER, random::nextDouble, time.now()),
                    () -> "worker-" + invocations);
        }

        private @Nullable Runnable next(BlockingQueue<Runnable> messages, long nanos) throws InterruptedException {
            if (diesAfterWaits-- <= 0) {
                diesAfterWaits = 0;
                throw new Killed();
            }
            return actor.next(messages, nanos);
        }
    }

    private TableClient client() {
        var connection = new TableClient.Connection(
                identity -> URI.create("http://127.0.0.1:1"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                "us-east-1",
                Duration.ofSeconds(10));
        return new TableClient(tables, connection, timer, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), time::now);
    }

    private Plan plan(int workers) {
        long items = segments.stream().mapToLong(Segment::items).sum();
        double units = segments.stream().mapToDouble(Segment::units).sum();
        Plan plain = Plans.of(
                planned("production", "Source"),
                planned("development", "Target"),
                new Plan.Division(Plan.Selection.SCAN, segments.size(), workers),
                Plans.costs(
                        new Estimate(items, (long) (units * 1024), units / 8, units, Optional.empty(), 1),
                        new UnitPrices(Optional.of(1.25e-7), Optional.of(1.25e-7), Optional.of(6.25e-7))));
        return Plans.with(plain, PRICES);
    }

    private PlannedTable planned(String environment, String name) {
        return new PlannedTable(
                environment,
                "111111111111",
                "us-east-1",
                name,
                PlannedTable.Identity.of(new ItemTable(client(), name).describe()),
                List.of(),
                0,
                0,
                "on demand");
    }
}
