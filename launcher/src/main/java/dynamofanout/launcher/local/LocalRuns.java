// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.LatestRun;
import dynamofanout.launcher.place.PlanAgreement;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.show.DifferenceReport;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.PlanText;
import dynamofanout.launcher.show.ResumedText;
import dynamofanout.launcher.show.SummaryText;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunReadOptions;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import dynamofanout.run.Verdict;
import dynamofanout.start.ResumedRun;
import dynamofanout.start.RunStart;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import java.nio.file.Path;
import java.util.Optional;

/** Starts, resumes and replays runs in this process: it plans, asks, locks, works and shows the summary. */
public final class LocalRuns implements AutoCloseable {
    private final World world;
    private final Printer printer;
    private final DifferenceReport report;
    private final DirectoryRunStore store;
    private final LocalEngine engine;
    private final ProcessOwners owners;
    private final RunStart starts;

    public LocalRuns(World world, Printer printer, Optional<Path> configurationFile) {
        this(world, printer, configurationFile, DifferenceReport.NONE, Optional.empty());
    }

    /**
     * With options that most uses do not need.
     *
     * @param report of a comparison
     * @param mask file of a mask that the user names
     */
    public LocalRuns(
            World world,
            Printer printer,
            Optional<Path> configurationFile,
            DifferenceReport report,
            Optional<String> mask) {
        this.world = world;
        this.printer = printer;
        this.report = report;
        this.engine = new LocalEngine(world, world.configuration(configurationFile), mask, 1);
        this.store = engine.store();
        this.owners = engine.owners();
        this.starts = engine.starts();
    }

    /**
     * Plans a copy, asks, and carries it out.
     *
     * @param consent asks the user once the plan is on the screen
     */
    public int copy(CopyRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        RunId run = wanted.orElseGet(() -> RunNames.next(world, request.source().table()));
        starts.requireFree(run);
        Plan plan = starts.plan(request);
        printer.wrapped(
                PlanText.of(run.text(), PlanText.what(request, plan), plan, request.ceilings(), printer.palette()));
        if (request.dryRun()) {
            printer.line("Dry run: nothing was written.");
            printer.json(plan.json());
            return 0;
        }
        PlanAgreement.require(request, plan, consent, printer);
        return begin(run, request, plan);
    }

    /** Plans a replay, asks, and carries it out. Nobody else can resume the original run meanwhile. */
    public int replay(ReplayRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        RunRecord original = starts.find(request.original());
        RunId run = wanted.orElseGet(
                () -> RunNames.next(world, original.plan().source().table()));
        starts.requireFree(run);
        try (RunHold ignored = owners.hold(original.run())) {
            Plan plan = starts.plan(request);
            printer.wrapped(PlanText.of(
                    run.text(),
                    PlanText.what(request, plan.estimate().items()),
                    plan,
                    request.ceilings(),
                    printer.palette()));
            if (new RunReadOptions(store).isFilterLeftOut(original)) {
                printer.line(
                        "  warning  the filter names a key attribute, by which a look-up by key cannot filter: items"
                                + " that no longer match it are copied too");
            }
            consent.require();
            return begin(run, request, plan);
        }
    }

    /** Continues a run from its checkpoints. If nothing is left to do, it shows the summary. */
    public int resume(ResumeRequest request) throws InterruptedException {
        RunRecord record = starts.find(request.run());
        RunId run = record.run();
        try (RunHold ignored = owners.hold(run)) {
            if (RunStart.isComplete(record)) {
                printer.line("Nothing is left to resume.");
                return show(record.summary().orElseThrow(), record.plan());
            }
            String execution = RunNames.nextExecution(run, record.control().owner());
            ResumedRun resumed = starts.resume(execution, request, record);
            printer.line("Resuming run " + run + ": " + ResumedText.segments(resumed.phases(), resumed.checkpoints())
                    + ", " + Figures.whole(resumed.soFar().counts().read()) + " items are settled");
            return carryOut(record, execution);
        } catch (RunStart.Overtaken overtaken) {
            throw new BadInput("run " + run + " was taken over by another process just now");
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private int begin(RunId run, Request request, Plan plan) throws InterruptedException {
        try (RunHold ignored = owners.hold(run)) {
            if (!starts.begin(run, run.text(), request, plan)) {
                throw RunStart.taken(run);
            }
            new LatestRun(world).remember(run);
            return carryOut(starts.find(run), run.text());
        }
    }

    private int carryOut(RunRecord record, String execution) throws InterruptedException {
        LocalEngine.Ended ended = engine.carryOut(record, execution, world, RunOutput.of(printer));
        int exit = show(ended.summary(), record.plan());
        return ended.wasInterrupted() && ended.summary().verdict() == Verdict.STOPPED ? 130 : exit;
    }

    private int show(Summary summary, Plan plan) {
        printer.wrapped(SummaryText.of(
                summary, plan.estimate(), new RefusedItems(store).byReason(summary.run()), printer.palette()));
        ObjectNode json = summary.json();
        if (summary.mode() == Mode.COMPARE) {
            report.tell(store, summary, printer, json);
        }
        printer.json(json);
        return summary.verdict().exitCode();
    }
}
