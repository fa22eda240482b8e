// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.NoVerdict;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.LatestRun;
import dynamofanout.launcher.place.PlanAgreement;
import dynamofanout.launcher.place.RunFollower;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.show.SetPlanText;
import dynamofanout.launcher.show.SetSummaryText;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Plan;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.set.SetPlan;
import dynamofanout.set.SetPlanner;
import dynamofanout.set.SetSummary;
import dynamofanout.start.RunStart;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Starts, resumes and replays sets of tables on AWS. The plan function chooses the tables, then plans each in a call of
 * its own and keeps the plan. The execution carries out the kept plans.
 */
final class DeployedSets {
    private final World world;
    private final Printer printer;
    private final Home home;
    private final HomeSetPlace place;
    private final AfterStart after;

    DeployedSets(World world, Printer printer, Home home, HomeSetPlace place, AfterStart after) {
        this.world = world;
        this.printer = printer;
        this.home = home;
        this.place = place;
        this.after = after;
    }

    /** Plans the copies, asks once, and starts the set. */
    int copy(SetRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        SetPlan plan = plan(wanted.orElseGet(() -> RunNames.nextSet(world, request.tables())), request);
        if (request.each().dryRun()) {
            printer.line("Dry run: nothing was written.");
            printer.json(plan.json());
            return 0;
        }
        PlanAgreement.require(request.each().mode(), plan.dollars(), consent, printer);
        return begin(plan.set(), request);
    }

    /** Plans replays of all runs of a set that have refused items, asks once, and starts them. */
    int replay(ReplayRequest request, Optional<RunId> wanted, Consent consent) throws InterruptedException {
        SetPlan plan = plan(wanted.orElseGet(() -> RunNames.next(world, "replay")), request);
        consent.require();
        return begin(plan.set(), request);
    }

    /** Starts an execution that continues every table that is not complete. */
    int resume(ResumeRequest request, TableSet set) throws InterruptedException {
        if (place.isGoingOn(set)) {
            throw new BadInput("set " + set.id() + " is being carried out by execution " + set.owner()
                    + ": wait for it, or stop it by `fanout stop " + set.id() + "`");
        }
        SetSummary before = SetSummary.of(home.runs(), set);
        if (before.verdict().isEnd()) {
            printer.line("Nothing is left to resume.");
            return show(before);
        }
        set.runs().forEach(member -> require(set, member));
        String execution = RunNames.nextExecution(set.id(), set.owner());
        while (!home.executions().start(execution, request)) {
            execution = RunNames.nextExecution(set.id(), execution);
        }
        printer.line("Resuming set " + set.id() + " by execution " + execution);
        return started(set.id(), execution);
    }

    /** What this machine's file forbids. */
    private void require(TableSet set, Member member) {
        home.runs().find(member.run()).ifPresentOrElse(record -> home.ownFile().require(record.plan()), () -> {
            if (SetPlan.planned(set, member) instanceof CopyRequest copy) {
                home.ownFile().require(copy);
            }
        });
    }

    private SetPlan plan(RunId set, Request request) throws InterruptedException {
        set.requireSet();
        if (world.runStore().find(set).isPresent()
                || world.runStore().findSet(set).isPresent()) {
            throw RunStart.taken(set); // commands look for runs on this machine first
        }
        HomeFunctions.ProposedSet proposed = home.functions().proposeSet(set, request);
        TableSet chosen = proposed.set();
        List<String> warnings =
                home.ownFile().difference(proposed.rules()).map(List::of).orElse(List.of());
        SetPlan plan = SetPlanner.plan(chosen, warnings, member -> plan(chosen, member));
        plan.requireAllowed();
        printer.wrapped(cells -> SetPlanText.of(plan, printer.palette(), cells));
        return plan;
    }

    private Plan plan(TableSet chosen, Member member) {
        if (SetPlan.planned(chosen, member) instanceof CopyRequest copy) {
            home.ownFile().require(copy);
        }
        Plan plan = home.functions().planTable(member.run(), world.origin());
        home.ownFile().require(plan);
        home.ownFile().requireMask(plan);
        return plan;
    }

    private int begin(RunId set, Request request) throws InterruptedException {
        if (!home.executions().start(set.text(), request)) {
            throw RunStart.taken(set);
        }
        new LatestRun(world).remember(set);
        return started(set, set.text());
    }

    private int started(RunId set, String execution) throws InterruptedException {
        if (after.isDetached()) {
            return leave(set, execution, "Set " + set + " has been started and goes on by itself", 0);
        }
        printer.line("Started: " + home.names().console(execution));
        if (!place.awaitEnd(set, execution)) {
            return leave(set, execution, "Detached: set " + set + " goes on by itself", RunFollower.INTERRUPTED);
        }
        TableSet ended = home.runs()
                .findSet(set)
                .filter(found -> found.owner().equals(execution))
                .orElseThrow(() -> withoutSet(set, execution));
        return show(SetSummary.of(home.runs(), ended));
    }

    private RuntimeException withoutSet(RunId set, String execution) {
        Optional<HomeExecution> ended = home.executions().find(execution);
        return ended.flatMap(HomeExecution::refusal)
                .<RuntimeException>map(BadInput::new)
                .orElseGet(() -> new NoVerdict("execution " + execution + " of set " + set + " "
                        + ended.map(HomeExecution::ending).orElse("is not known any more")));
    }

    private int leave(RunId set, String execution, String sentence, int exit) {
        String console = home.names().console(execution);
        printer.line(new StringJoiner(System.lineSeparator())
                .add(sentence)
                .add("  console  " + console)
                .add("  follow   fanout status " + set + " --follow")
                .add("  stop     fanout stop " + set)
                .toString());
        printer.json(JsonNodeFactory.instance
                .objectNode()
                .put("setId", set.text())
                .put("execution", execution)
                .put("console", console));
        return exit;
    }

    private int show(SetSummary summary) {
        printer.wrapped(cells -> SetSummaryText.of(summary, printer.palette(), cells));
        printer.json(summary.json());
        return summary.verdict().exitCode();
    }
}
