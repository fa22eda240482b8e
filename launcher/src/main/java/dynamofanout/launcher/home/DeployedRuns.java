// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.console.NoVerdict;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.LatestRun;
import dynamofanout.launcher.place.PlanAgreement;
import dynamofanout.launcher.place.RunFollower;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.PlanText;
import dynamofanout.launcher.show.SummaryText;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import dynamofanout.start.RunStart;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Starts, resumes and replays runs on AWS. The plan function makes the plan, the user agrees, and an execution of the
 * state machine starts. The command then follows it or detaches.
 */
public final class DeployedRuns {
    private final World world;
    private final Printer printer;
    private final Home home;
    private final HomePlace place;
    private final AfterStart after;

    DeployedRuns(World world, Printer printer, Home home, AfterStart after) {
        this.world = world;
        this.printer = printer;
        this.home = home;
        this.place = new HomePlace(world, printer, home);
        this.after = after;
    }

    /**
     * Plans a copy, asks, and starts it.
     *
     * @param consent asks the user once the plan is on the screen
     */
    public int copy(CopyRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        RunId run = wanted.orElseGet(() -> RunNames.next(world, request.source().table()));
        Plan plan = propose(run, request);
        show(run, PlanText.what(request, plan), plan, request.ceilings());
        if (request.dryRun()) {
            printer.line("Dry run: nothing was written.");
            printer.json(plan.json());
            return 0;
        }
        PlanAgreement.require(request, plan, consent, printer);
        return begin(run, request);
    }

    public int replay(ReplayRequest request, RunRecord original, Optional<RunId> wanted, Consent consent)
            throws InterruptedException {
        RunId run = wanted.orElseGet(
                () -> RunNames.next(world, original.plan().source().table()));
        Plan plan = propose(run, request);
        show(run, PlanText.what(request, plan.estimate().items()), plan, request.ceilings());
        consent.require();
        return begin(run, request);
    }

    public int resume(ResumeRequest request, RunRecord record) throws InterruptedException {
        RunId run = record.run();
        String owner = record.control().owner();
        if (home.executions().isRunning(owner)) {
            throw new BadInput("run " + run + " is being carried out by execution " + owner
                    + ": wait for it, or stop it by `fanout stop " + run + "`");
        }
        if (RunStart.isComplete(record)) {
            printer.line("Nothing is left to resume.");
            return show(record.summary().orElseThrow(), record.plan());
        }
        home.ownFile().require(record.plan());
        home.functions().check(run, request);
        String execution = RunNames.nextExecution(run, owner);
        while (!home.executions().start(execution, request)) {
            execution = RunNames.nextExecution(run, execution);
        }
        printer.line("Resuming run " + run + " by execution " + execution + ": "
                + Figures.whole(record.control().totals().counts().read()) + " items are settled");
        return started(run, execution);
    }

    private Plan propose(RunId run, Request request) {
        if (world.runStore().find(run).isPresent()) {
            throw RunStart.taken(run); // commands look for runs on this machine first
        }
        if (request instanceof CopyRequest copy) {
            home.ownFile().require(copy);
        }
        HomeFunctions.Proposed proposed = home.functions().propose(run, request, world.origin());
        home.ownFile().require(proposed.plan());
        home.ownFile().requireMask(proposed.plan());
        return home.ownFile()
                .difference(proposed.rules())
                .map(proposed.plan()::withWarning)
                .orElse(proposed.plan());
    }

    private void show(RunId run, String what, Plan plan, Ceilings ceilings) {
        String by = ", by state machine " + home.names().deployed().stateMachine() + " in "
                + home.names().place();
        printer.wrapped(PlanText.of(run.text(), what + by, plan, ceilings, printer.palette()));
    }

    private int begin(RunId run, Request request) throws InterruptedException {
        if (!home.executions().startProposed(run.text(), request)) {
            throw RunStart.taken(run);
        }
        new LatestRun(world).remember(run);
        return started(run, run.text());
    }

    private int started(RunId run, String execution) throws InterruptedException {
        if (after.isDetached()) {
            leave(run, execution, "Run " + run + " has been started and goes on by itself");
            return 0;
        }
        printer.line("Started: " + home.names().console(execution));
        return follow(run, execution);
    }

    /** Follows an execution until it has ended, and shows the summary. */
    public int follow(RunId run, String execution) throws InterruptedException {
        boolean hasEnded =
                place.follower().follow(run, execution, () -> !home.executions().isRunning(execution));
        if (!hasEnded) {
            leave(run, execution, "Detached: run " + run + " goes on by itself");
            return RunFollower.INTERRUPTED;
        }
        return ended(run, execution);
    }

    /** Shows the summary that an execution has left. */
    public int ended(RunId run, String execution) throws InterruptedException {
        try {
            RunRecord record = new ExecutionOutcome(world, home).of(run, execution);
            return show(record.summary().orElseThrow(), record.plan());
        } catch (HomeFailed failure) {
            throw new NoVerdict(
                    "run " + run + " has ended, but its summary cannot be read: " + failure.sentence()
                            + " (try later: `fanout status " + run + "`)",
                    failure);
        }
    }

    private void leave(RunId run, String execution, String sentence) {
        String console = home.names().console(execution);
        printer.line(new StringJoiner(System.lineSeparator())
                .add(sentence)
                .add("  console  " + console)
                .add("  follow   fanout status " + run + " --follow")
                .add("  stop     fanout stop " + run)
                .toString());
        printer.json(JsonNodeFactory.instance
                .objectNode()
                .put("runId", run.text())
                .put("execution", execution)
                .put("console", console));
    }

    private int show(Summary summary, Plan plan) {
        RunPlace.Shown shown = place.shown(summary);
        printer.wrapped(SummaryText.of(shown.summary(), plan.estimate(), shown.refusedByReason(), printer.palette()));
        ObjectNode json = shown.summary().json();
        if (summary.mode() == Mode.COMPARE) {
            after.report().tell(home.runs(), summary, printer, json);
        }
        printer.json(json);
        return summary.verdict().exitCode();
    }
}
