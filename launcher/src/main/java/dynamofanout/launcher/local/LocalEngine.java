// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.backup.Preparation;
import dynamofanout.create.TargetCreation;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.finish.LaterSettings;
import dynamofanout.guard.TargetGuard;
import dynamofanout.launcher.console.World;
import dynamofanout.masking.RunMasks;
import dynamofanout.pace.Waiting;
import dynamofanout.plan.Planner;
import dynamofanout.plan.Prices;
import dynamofanout.plan.WorkerHost;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.RunReadOptions;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import dynamofanout.start.RunStart;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.table.DaemonThreads;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableConnections;
import dynamofanout.table.TableOpener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Carries out runs in this process. It holds their connections, threads, policy and masks. Runs that go on at the same
 * time share the memory for pages and the number of workers. Thread-safe.
 */
final class LocalEngine implements AutoCloseable {
    /** No single call may take longer. The length of a worker's lease depends on it. */
    private static final Duration CALL_BOUND = Duration.ofSeconds(10);

    /** More workers gain nothing in one process. The user can still ask for more. */
    private static final int MOST_WORKERS = 64;

    private static final int MOST_CONNECTIONS = 2_500;

    private final DirectoryRunStore store;
    private final int runsAtOnce;
    private final ExecutorService threads;
    private final TableConnections connections;
    private final TableOpener opener;
    private final TargetGuard guard;
    private final RunMasks masks;
    private final ProcessOwners owners;
    private final Planner planner;
    private final RunStart starts;

    /**
     * How a run ended.
     *
     * @param wasInterrupted whether by Ctrl-C
     */
    record Ended(Summary summary, boolean wasInterrupted) {}

    /**
     * For the runs of one command.
     *
     * @param mask file of a mask that the user names
     * @param runsAtOnce how many of them go on at a time
     */
    LocalEngine(World world, Configuration configuration, Optional<String> mask, int runsAtOnce) {
        this.store = world.runStore();
        this.runsAtOnce = runsAtOnce;
        this.threads = Executors.newCachedThreadPool(new DaemonThreads("call"));
        this.connections =
                new TableConnections(world.http().apply(MOST_CONNECTIONS), world.clock(), world.nanoTime(), CALL_BOUND);
        Environments environments = world.environments(configuration);
        this.opener = connections.opener(environments);
        var policy = new TargetPolicy(configuration, environments);
        this.guard = new TargetGuard(policy, opener);
        this.masks = new LocalMasks(world, configuration, environments).ofRuns(policy, mask);
        this.owners = new ProcessOwners(store);
        this.planner = new Planner(
                opener,
                policy,
                masks,
                Prices.inJar(),
                Waiting.REAL,
                world.chance(),
                WorkerHost.local(MOST_WORKERS).sharedBy(runsAtOnce));
        this.starts = new RunStart(planner, store, owners, world.origin());
    }

    DirectoryRunStore store() {
        return store;
    }

    ProcessOwners owners() {
        return owners;
    }

    Planner planner() {
        return planner;
    }

    RunStart starts() {
        return starts;
    }

    /**
     * Works on the segments of the run until none is left, then finishes the run.
     *
     * @param world in which it hears interrupts
     */
    Ended carryOut(RunRecord record, String execution, World world, RunOutput output) throws InterruptedException {
        Plan plan = record.plan();
        Phases phases = Phases.of(store, record.request(), plan.segments());
        OpenTable source =
                opener.open(plan.source().environment(), plan.source().table(), TableUse.READ);
        OpenTable target =
                opener.open(plan.target().environment(), plan.target().table(), TableUse.WRITE);
        OpenTable created =
                opener.open(plan.target().environment(), plan.target().table(), TableUse.CREATE);
        var run = new LocalRun(
                world,
                store,
                output,
                new LocalRun.Execution(
                        record.run(),
                        execution,
                        plan,
                        phases,
                        new RunReadOptions(store).of(record),
                        source.items(),
                        target.items(),
                        described -> guard.refusal(plan, phases.mode(), source, target, described),
                        masks.masker(plan, source, target),
                        new TargetCreation(store, created, world.clock()),
                        new Preparation(
                                store,
                                opener.open(
                                                plan.target().environment(),
                                                plan.target().table(),
                                                TableUse.BACK_UP)
                                        .items(),
                                world.clock()),
                        new LaterSettings(store, () -> created, Waiting.REAL, world.chance()),
                        runsAtOnce));
        Summary summary = run.carryOut(threads);
        return new Ended(summary, run.wasInterrupted());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.close();
    }
}
