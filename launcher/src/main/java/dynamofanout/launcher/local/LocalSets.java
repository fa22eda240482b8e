// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.LatestRun;
import dynamofanout.launcher.place.PlanAgreement;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.show.SetPlanText;
import dynamofanout.launcher.show.SetSummaryText;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Plan;
import dynamofanout.run.TableSet;
import dynamofanout.run.Verdict;
import dynamofanout.set.SetPlan;
import dynamofanout.set.SetPlanner;
import dynamofanout.set.SetSummary;
import dynamofanout.start.RunStart;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts, resumes and replays sets of tables in this process: one plan, one question, and one run for each table. */
final class LocalSets implements AutoCloseable {
    private final World world;
    private final Printer printer;
    private final DirectoryRunStore store;
    private final LocalEngine engine;
    private final SetPlanner planner;

    /**
     * For one set.
     *
     * @param mask file of a mask that the user names
     * @param tablesAtOnce how many runs go on at a time
     */
    LocalSets(World world, Printer printer, Configuration configuration, Optional<String> mask, int tablesAtOnce) {
        this.world = world;
        this.printer = printer;
        this.engine = new LocalEngine(world, configuration, mask, tablesAtOnce);
        this.store = engine.store();
        this.planner = new SetPlanner(engine.planner(), engine.starts(), store);
    }

    /** Plans the copies, asks once, and carries them out. */
    int copy(SetRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        RunId set = wanted.orElseGet(() -> RunNames.nextSet(world, request.tables()));
        requireFree(set);
        SetPlan plan = planner.plan(set, request);
        plan.requireAllowed();
        printer.wrapped(cells -> SetPlanText.of(plan, printer.palette(), cells));
        if (request.each().dryRun()) {
            printer.line("Dry run: nothing was written.");
            printer.json(plan.json());
            return 0;
        }
        PlanAgreement.require(request.each().mode(), plan.dollars(), consent, printer);
        return begin(plan);
    }

    /** Plans replays of all runs of a set that have refused items, asks once, and carries them out. */
    int replay(ReplayRequest request, TableSet original, Optional<RunId> wanted, Consent consent)
            throws InterruptedException {
        RunId set = wanted.orElseGet(() -> RunNames.next(world, "replay"));
        requireFree(set);
        try (RunHold ignored = engine.owners().hold(original.id())) {
            SetPlan plan = planner.plan(set, request, original);
            plan.requireAllowed();
            printer.wrapped(cells -> SetPlanText.of(plan, printer.palette(), cells));
            consent.require();
            return begin(plan);
        }
    }

    /** Continues every table that is not complete. If none is left, it shows the summary of the set. */
    int resume(ResumeRequest request, TableSet found) throws InterruptedException {
        RunId id = found.id();
        requireUse(request, found);
        try (RunHold ignored = engine.owners().hold(id)) {
            SetSummary before = SetSummary.of(store, found);
            if (before.verdict().isEnd()) {
                printer.line("Nothing is left to resume.");
                return show(before, false);
            }
            Limits limits = found.limits().changed(request.maxCost(), request.maxRefused(), request.maxDeletes());
            requireRoom(limits, before);
            TableSet set = store.adjustSet(
                    id, now -> now.resumed(id.text(), request.ceilings().or(now.ceilings()), limits));
            long left = set.runs().size() - before.count(Verdict.COMPLETE) - before.count(Verdict.INCOMPLETE);
            printer.line(
                    "Resuming set " + id + ": " + left + " of " + set.runs().size() + " tables are not through");
            return carryOut(set, Map.of(), Optional.of(request));
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private void requireFree(RunId set) {
        set.requireSet();
        engine.starts().requireFree(set);
    }

    private static void requireUse(ResumeRequest request, TableSet set) {
        boolean isMirror =
                set.request() instanceof SetRequest copies && copies.each().mode() == Mode.MIRROR;
        if (request.maxDeletes().isPresent() && !isMirror) {
            throw new BadInput("maxDeletes", "maxDeletes is for mode mirror: set " + set.id() + " deletes nothing");
        }
    }

    private static void requireRoom(Limits limits, SetSummary before) {
        double spent = before.cost().actual().orElse(0.0);
        limits.maxCost().filter(most -> spent >= most.doubleValue()).ifPresent(most -> {
            throw new BadInput(
                    "maxCost",
                    String.format(
                            java.util.Locale.ROOT,
                            "maxCost must be above the $%.6f that the set has spent so far, got: %s",
                            spent,
                            most.toPlainString()));
        });
    }

    private int begin(SetPlan plan) throws InterruptedException {
        try (RunHold ignored = engine.owners().hold(plan.set())) {
            TableSet set = plan.begun(world.clock().instant(), plan.set().text());
            if (!store.createSet(set)) {
                throw RunStart.taken(plan.set());
            }
            new LatestRun(world).remember(plan.set());
            Map<RunId, Plan> plans = new HashMap<>();
            plan.tables().forEach(table -> plans.put(table.member().run(), table.plan()));
            return carryOut(set, plans, Optional.empty());
        }
    }

    private int carryOut(TableSet set, Map<RunId, Plan> plans, Optional<ResumeRequest> resume)
            throws InterruptedException {
        var runs = new SetRuns(world, printer, engine, set, plans, resume);
        runs.carryOut();
        SetSummary summary = SetSummary.of(store, store.findSet(set.id()).orElseThrow());
        return show(summary, runs.wasInterrupted());
    }

    private int show(SetSummary summary, boolean wasInterrupted) {
        printer.wrapped(cells -> SetSummaryText.of(summary, printer.palette(), cells));
        printer.json(summary.json());
        return wasInterrupted && summary.verdict() == Verdict.STOPPED
                ? 130
                : summary.verdict().exitCode();
    }
}
