// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.UnforeseenFailure;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.show.SetProgress;
import dynamofanout.request.Limits;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.set.SetBudget;
import dynamofanout.set.SetPlan;
import dynamofanout.start.RunStart;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import dynamofanout.table.DaemonThreads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the runs of a set that are not complete, a given number at a time. When one table is done, the next
 * begins. If a table cannot be copied, the reason is kept with the set, and the other tables continue.
 */
final class SetRuns {
    private final World world;
    private final Printer printer;
    private final LocalEngine engine;
    private final DirectoryRunStore store;
    private final TableSet set;
    private final Map<RunId, Plan> plans;
    private final Optional<ResumeRequest> resume;
    private final SharedInterrupts interrupts;
    private final SetProgress progress;
    private final SetBudget budget;
    private final List<Member> open;
    private final UnforeseenFailure unforeseen;
    private final AtomicReference<@Nullable StoreFailed> lost = new AtomicReference<>();

    /**
     * This process holds the set.
     *
     * @param plans the plans that the user agreed to; a run without one is planned when it begins
     * @param resume how to resume runs that have begun
     */
    SetRuns(
            World world,
            Printer printer,
            LocalEngine engine,
            TableSet set,
            Map<RunId, Plan> plans,
            Optional<ResumeRequest> resume) {
        this.printer = printer;
        this.engine = engine;
        this.store = engine.store();
        this.set = set;
        this.plans = new ConcurrentHashMap<>(plans);
        this.resume = resume;
        this.interrupts = new SharedInterrupts(world.interrupts());
        this.world = world.hearing(interrupts);
        this.unforeseen = new UnforeseenFailure(world);
        this.open = set.runs().stream().filter(member -> !isThrough(member)).toList();
        this.progress = new SetProgress(set.runs().size(), set.runs().size() - open.size());
        this.budget = new SetBudget(store);
    }

    /** Whether a Ctrl-C ended it. */
    boolean wasInterrupted() {
        return interrupts.wasHeard();
    }

    /**
     * Returns when no run is going on any more.
     *
     * @throws StoreFailed if the set could not be written any more
     */
    void carryOut() throws InterruptedException {
        interrupts.onFirst(this::stop);
        int atOnce = Math.min(set.tablesAtOnce(), open.size());
        ExecutorService tables = Executors.newFixedThreadPool(atOnce, new DaemonThreads("table"));
        try {
            open.forEach(member -> tables.execute(() -> carryOut(member)));
            tables.shutdown();
            while (!tables.awaitTermination(printer.isTerminal() ? 1 : 10, TimeUnit.SECONDS)) {
                printer.progress(progress);
            }
        } finally {
            tables.shutdownNow();
        }
        @Nullable StoreFailed failure = lost.get();
        if (failure != null) {
            throw failure;
        }
    }

    private void stop() {
        printer.line(RunOutput.STOPPING);
        store.adjustSet(set.id(), now -> now.stopping(new Stop(Stop.Cause.USER, "interrupted by Ctrl-C or kill")));
    }

    private void carryOut(Member member) {
        String name = SetPlan.plainName(member.source());
        try {
            if (lost.get() == null && findSet().stop().isEmpty()) {
                String end = ended(begin(member, name));
                progress.end(name);
                printer.line(name + " " + end + " (" + progress.counts() + ")");
            }
        } catch (BadInput | CredentialFailure refused) {
            refuse(member, name, String.valueOf(refused.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreFailed failure) {
            refuse(member, name, String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            refuse(member, name, unforeseen.sentence("the copy of table " + name, failure));
        } finally {
            plans.remove(member.run());
        }
    }

    private Summary begin(Member member, String name) throws InterruptedException {
        RunId run = member.run();
        var output = new TableOutput(name, printer, progress);
        output.waits("begins");
        try (RunHold ignored = engine.owners().hold(run);
                RunHold original = holdOriginal(member)) {
            TableSet now = findSet();
            Limits limits = budget.limits(now, run);
            Optional<RunRecord> begun = store.find(run);
            String execution = begun.isPresent() ? goOn(begun.get(), limits) : start(now, member, limits);
            obey(run);
            return engine.carryOut(engine.starts().find(run), execution, world, output)
                    .summary();
        }
    }

    /** For a replay: nobody else can resume the original run meanwhile. */
    private RunHold holdOriginal(Member member) throws InterruptedException {
        Optional<RunId> original = member.original();
        return original.isPresent() ? engine.owners().hold(original.get()) : () -> {};
    }

    private String start(TableSet now, Member member, Limits limits) {
        RunId run = member.run();
        Request request = SetPlan.of(now, member, limits);
        Plan plan = Optional.ofNullable(plans.remove(run))
                .orElseGet(() -> engine.starts().plan(request));
        if (!engine.starts().begin(run, run.text(), request, plan)) {
            throw RunStart.taken(run);
        }
        return run.text();
    }

    private String goOn(RunRecord record, Limits limits) {
        RunId run = record.run();
        String execution = RunNames.nextExecution(run, record.control().owner());
        var request = new ResumeRequest(
                run,
                resume.map(ResumeRequest::ceilings).orElse(record.control().ceilings()),
                limits.maxCost(),
                resume.flatMap(ResumeRequest::maxRefused),
                resume.flatMap(ResumeRequest::maxDeletes));
        try {
            engine.starts().resume(execution, request, record);
        } catch (RunStart.Overtaken overtaken) {
            throw new BadInput("run " + run + " was taken over by another process just now");
        }
        return execution;
    }

    /** Passes on a stop or new ceilings that the whole set got while this run was starting. */
    private void obey(RunId run) {
        TableSet now = findSet();
        now.stop().ifPresent(wish -> store.adjust(run, control -> control.stopping(wish)));
        if (!now.ceilings().equals(set.ceilings())) {
            store.adjust(run, control -> control.withCeilings(now.ceilings()));
        }
    }

    private void refuse(Member member, String name, String why) {
        progress.end(name);
        printer.line(name + " has failed: " + why + " (" + progress.counts() + ")");
        try {
            store.adjustSet(set.id(), now -> now.refused(member.run(), why));
        } catch (StoreFailed failure) {
            lost.compareAndSet(null, failure);
        }
    }

    private TableSet findSet() {
        return store.findSet(set.id()).orElseThrow(() -> new StoreFailed("set " + set.id() + " is gone"));
    }

    private boolean isThrough(Member member) {
        return store.find(member.run()).filter(RunStart::isComplete).isPresent();
    }

    private static String ended(Summary summary) {
        return switch (summary.verdict()) {
                    case FAILED -> "has failed";
                    case COMPLETE, INCOMPLETE, STOPPED ->
                        "is " + summary.verdict().word();
                }
                + summary.reason().map(why -> ": " + why).orElse("");
    }
}
