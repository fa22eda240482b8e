package dynamofanout.launcher.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.backup.Preparation;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.guard.TargetGuard;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.show.DifferenceReport;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.PlanText;
import dynamofanout.launcher.show.ResumedText;
import dynamofanout.launcher.show.SummaryText;
import dynamofanout.pace.Waiting;
import dynamofanout.plan.Planner;
import dynamofanout.plan.Prices;
import dynamofanout.plan.WorkerHost;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunLimits;
import dynamofanout.run.RunReadOptions;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import dynamofanout.run.Verdict;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import dynamofanout.table.DaemonThreads;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableConnections;
import dynamofanout.table.TableOpener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Begins, resumes and replays runs in this process: plan, question, lock, work, summary. */
public final class Runs implements AutoCloseable {
    /** No single call may take longer; the lease of workers rests on it. */
    private static final Duration CALL_BOUND = Duration.ofSeconds(10);

    /** More workers than this gain nothing in one process, unless they are asked for. */
    private static final int MOST_WORKERS = 64;

    private static final int MOST_CONNECTIONS = 2_500;
    private static final int TRIES_TO_HOLD = 5;

    private final World world;
    private final Printer printer;
    private final DifferenceReport report;
    private final DirectoryRunStore store;

    private final ExecutorService threads;
    private final TableConnections connections;
    private final TableOpener opener;
    private final Planner planner;
    private final TargetGuard guard;

    public Runs(World world, Printer printer, Optional<Path> configurationFile) {
        this(world, printer, configurationFile, DifferenceReport.NONE);
    }

    /** @param report of a comparison */
    public Runs(World world, Printer printer, Optional<Path> configurationFile, DifferenceReport report) {
        this(world, printer, world.configuration(configurationFile), report);
    }

    private Runs(World world, Printer printer, Configuration configuration, DifferenceReport report) {
        this.world = world;
        this.printer = printer;
        this.report = report;
        this.store = world.runStore();

        this.threads = Executors.newCachedThreadPool(new DaemonThreads("call"));
        this.connections =
                new TableConnections(world.http().apply(MOST_CONNECTIONS), world.clock(), world.nanoTime(), CALL_BOUND);
        Environments environments = world.environments(configuration);
        this.opener = connections.opener(environments);
        var policy = new TargetPolicy(configuration, environments);
        this.guard = new TargetGuard(policy, opener);
        this.planner = new Planner(
                opener, policy, Prices.inJar(), Waiting.REAL, world.chance(), WorkerHost.local(MOST_WORKERS));
    }

    /**
     * Plans a copy, asks, and carries it out.
     *
     * @param consent asks the user once the plan is on the screen
     */
    public int copy(CopyRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        RunId run = wanted.orElseGet(() -> RunNames.next(world, request.source().table()));
        requireFree(run);
        Plan plan = planner.plan(request);
        printer.line(PlanText.of(run.text(), PlanText.what(request, plan), plan, request.ceilings()));
        if (request.dryRun()) {
            printer.line("Dry run: nothing was written.");
            printer.json(plan.json());
            return 0;
        }
        consent.require();
        Control control = Control.first(run.text(), request.ceilings(), RunLimits.of(request, plan));
        return begin(run, request, plan, control, planner.chunks(request, plan));
    }

    public int replay(ReplayRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        RunRecord original = find(request.original());
        RunId run = wanted.orElseGet(
                () -> RunNames.next(world, original.plan().source().table()));
        requireFree(run);
        try (RunHold ignored = hold(original.run())) {
            List<List<String>> chunks = RefusedItems.chunks(new RefusedItems(store).openKeys(original.run()));
            int keys = chunks.stream().mapToInt(List::size).sum();
            Plan plan = planner.planKeys(original.plan(), request.ceilings(), keys, chunks.size());
            printer.line(PlanText.of(run.text(), PlanText.what(request, keys), plan, request.ceilings()));
            if (new RunReadOptions(store).isFilterLeftOut(original)) {
                printer.line(
                        "  warning  the filter asks for a key attribute, which a look-up by key cannot: items that no"
                                + " longer match it are copied too");
            }
            consent.require();
            Control control = Control.first(run.text(), request.ceilings(), request.limits());
            return begin(run, request, plan, control, chunks);
        }
    }

    public int resume(ResumeRequest request) throws InterruptedException {
        RunRecord record = find(request.run());
        try (RunHold ignored = hold(request.run())) {
            return resumeHeld(request, record);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.close();
    }

    private int begin(RunId run, Request request, Plan plan, Control control, List<List<String>> chunks)
            throws InterruptedException {
        try (RunHold ignored = hold(run)) {
            for (int i = 0; i < chunks.size(); i++) {
                store.keepKeys(run, i, chunks.get(i));
            }
            if (!store.create(run, request, plan, control)) {
                throw RunNames.taken(run);
            }
            return carryOut(find(run), control.owner());
        }
    }

    private int resumeHeld(ResumeRequest request, RunRecord record) throws InterruptedException {
        RunId run = record.run();
        List<Checkpoint> checkpoints = store.checkpoints(run);
        int done = (int) checkpoints.stream().filter(Checkpoint::isDone).count();
        Optional<Summary> summary = record.summary();
        if (summary.isPresent() && summary.get().verdict().isEnd()) {
            printer.line("Nothing is left to resume.");
            return show(summary.get(), record.plan());
        }
        Phases phases = phases(record.request(), record.plan());
        planner.requireSameTables(record.plan(), phases.mode());
        Control control = record.control();
        String execution = RunNames.nextExecution(run, control.owner());
        Totals sum = checkpoints.stream().map(Checkpoint::totals).reduce(Totals.NONE, Totals::plus);
        Limits limits = RunLimits.of(request, record, phases.mode(), sum);
        boolean owned = store.own(
                run,
                control.owner(),
                now -> now.resumedBy(execution, request.ceilings().or(now.ceilings()), limits, done, sum));
        if (!owned) {
            throw new BadInput("run " + run + " was taken over by another process just now");
        }
        printer.line("Resuming run " + run + ": " + ResumedText.segments(phases, checkpoints) + ", "
                + Figures.whole(sum.counts().read()) + " items are settled");
        return carryOut(record, execution);
    }

    private int carryOut(RunRecord record, String execution) throws InterruptedException {
        RunId run = record.run();
        Plan plan = record.plan();
        Phases phases = phases(record.request(), plan);
        OpenTable source =
                opener.open(plan.source().environment(), plan.source().table(), TableUse.READ);
        OpenTable target =
                opener.open(plan.target().environment(), plan.target().table(), TableUse.WRITE);
        var local = new LocalRun(
                world,
                store,
                printer,
                new LocalRun.Execution(
                        run,
                        execution,
                        plan,
                        phases,
                        new RunReadOptions(store).of(record),
                        source.items(),
                        target.items(),
                        described -> guard.refusal(plan, phases.mode(), source, target, described),
                        new Preparation(
                                store,
                                opener.open(
                                                plan.target().environment(),
                                                plan.target().table(),
                                                TableUse.BACK_UP)
                                        .items(),
                                world.clock())));
        Summary summary = local.carryOut(threads);
        int exit = show(summary, plan);
        return local.wasInterrupted() && summary.verdict() == Verdict.STOPPED ? 130 : exit;
    }

    private int show(Summary summary, Plan plan) {
        printer.line(SummaryText.of(summary, plan.estimate(), new RefusedItems(store).byReason(summary.run())));
        ObjectNode json = summary.json();
        if (summary.mode() == Mode.COMPARE) {
            report.tell(store, summary, printer, json);
        }
        printer.json(json);
        return summary.verdict().exitCode();
    }

    /** A replay is in the mode of the copy that it goes back to, but deletes nothing. */
    private Phases phases(Request request, Plan plan) {
        return Phases.of(store, request, plan.segments());
    }

    private RunRecord find(RunId run) {
        return store.find(run)
                .orElseThrow(
                        () -> new BadInput("run " + run + " is not known here: `fanout status` lists the latest runs"));
    }

    private void requireFree(RunId run) {
        if (store.find(run).isPresent()) {
            throw RunNames.taken(run);
        }
    }

    /** `status` and `stop` look at the lock for a moment, so one refusal says nothing. */
    private RunHold hold(RunId run) throws InterruptedException {
        Optional<RunHold> held = store.hold(run);
        for (int tries = 1; held.isEmpty() && tries < TRIES_TO_HOLD; tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
            held = store.hold(run);
        }
        return held.orElseThrow(() -> new BadInput("run " + run
                + " is being carried out by another process: wait for it, or stop it by `fanout stop " + run + "`"));
    }
}
