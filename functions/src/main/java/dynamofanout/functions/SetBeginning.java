// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.plan.Planner;
import dynamofanout.request.Limits;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Origin;
import dynamofanout.run.Plan;
import dynamofanout.run.Proposal;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Stop;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.set.SetBudget;
import dynamofanout.set.SetPlan;
import dynamofanout.set.SetPlanner;
import dynamofanout.start.RunStart;
import dynamofanout.store.DynamoDbRunStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Begins a set of tables for an execution of the state machine. It chooses the tables, plans each one in a call of its
 * own, and begins the set once all are planned. The same execution may repeat every step. The result of each step is
 * stored in the run table, because 500 plans do not fit into one payload.
 */
final class SetBeginning {
    /** With more tables, the list of runs would not fit into a state's payload of 256 KiB. */
    private static final int MOST_TABLES = 500;

    private final DynamoDbRunStore store;
    private final SetPlanner planner;
    private final RunStart starts;
    private final Predicate<String> isRunning;
    private final Clock clock;

    SetBeginning(
            Planner planner,
            DynamoDbRunStore store,
            ExecutionOwners owners,
            Predicate<String> isRunning,
            Clock clock,
            Origin origin) {
        this.store = store;
        this.starts = new RunStart(planner, store, owners, origin);
        this.planner = new SetPlanner(planner, starts, store);
        this.isRunning = isRunning;
        this.clock = clock;
    }

    /** Whether the request is for a set of tables. */
    boolean isMeant(Request request) {
        if (request instanceof SetRequest) {
            return true;
        }
        return named(request).flatMap(store::findSet).isPresent();
    }

    private static Optional<RunId> named(Request request) {
        if (request instanceof ResumeRequest resume) {
            return Optional.of(resume.run());
        }
        return request instanceof ReplayRequest replay ? Optional.of(replay.original()) : Optional.empty();
    }

    /** Chooses the tables and stores the choice, so that all steps use the same tables. */
    TableSet choose(RunId set, Request request) {
        Optional<TableSet> chosen =
                store.proposedSet(set).filter(found -> found.request().equals(request));
        if (chosen.isPresent()) {
            return chosen.get();
        }
        starts.requireFree(set.requireSet());
        SetPlanner.Choice choice;
        if (request instanceof SetRequest copies) {
            choice = planner.choose(set, copies);
        } else if (request instanceof ReplayRequest replay) {
            TableSet original = store.findSet(replay.original()).orElseThrow();
            requireOver(original);
            choice = planner.choose(set, replay, original);
        } else {
            throw new IllegalArgumentException("a set must begin with a copy or a replay, got: " + request);
        }
        int tables = choice.set().runs().size();
        if (tables > MOST_TABLES) {
            throw new BadInput(
                    "source.table",
                    "source.table must mean at most " + MOST_TABLES + " tables on AWS, got: " + tables
                            + " (copy them in several sets)");
        }
        store.proposeSet(choice.set());
        return choice.set();
    }

    /** Plans one of the chosen tables and stores the result. Empty if it cannot be copied. */
    Optional<Plan> plan(RunId set, RunId run) {
        TableSet chosen = proposed(set);
        Member member = chosen.member(run).orElseThrow();
        Request request = SetPlan.planned(chosen, member);
        Optional<Plan> before = store.proposal(run)
                .filter(proposal -> proposal.request().equals(request))
                .map(Proposal::plan);
        if (before.isPresent()) {
            return before;
        }
        try {
            Plan plan = planner.plan(chosen, member);
            store.propose(run, request, plan);
            return Optional.of(plan);
        } catch (BadInput refused) {
            store.proposeRefusal(run, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** The plan of a chosen set, once each of its tables was planned. */
    SetPlan planned(RunId set) {
        TableSet chosen = proposed(set);
        List<SetPlan.TablePlan> tables = new ArrayList<>();
        List<SetPlan.RefusedTable> refused = new ArrayList<>();
        for (Member member : chosen.runs()) {
            Request request = SetPlan.planned(chosen, member);
            store.proposal(member.run())
                    .filter(proposal -> proposal.request().equals(request))
                    .ifPresentOrElse(
                            proposal -> tables.add(new SetPlan.TablePlan(member, proposal.plan())),
                            () -> refused.add(new SetPlan.RefusedTable(member.source(), refusal(member.run()))));
        }
        return new SetPlan(set, chosen.request(), tables, refused, List.of());
    }

    private String refusal(RunId run) {
        return store.proposedRefusal(run).orElse("it could not be planned (the log of the plan function says why)");
    }

    private TableSet proposed(RunId set) {
        return store.proposedSet(set)
                .orElseThrow(() -> new BadInput("the tables of set " + set + " were not chosen: start the set again"));
    }

    /**
     * Begins the set that was planned. If this execution has begun it already, continues it.
     *
     * @throws BadInput with all refusals at once
     */
    TableSet begin(RunId set, String execution) {
        Optional<TableSet> begun = store.findSet(set);
        if (begun.isPresent()) {
            if (!begun.get().owner().equals(execution)) {
                throw RunStart.taken(set);
            }
            return begun.get();
        }
        SetPlan plan = planned(set);
        plan.requireAllowed();
        TableSet first = plan.begun(clock.instant(), execution);
        return store.createSet(first) ? first : begin(set, execution);
    }

    /** Continues a set that no execution carries out. */
    TableSet resume(String execution, ResumeRequest request) {
        TableSet found = store.findSet(request.run()).orElseThrow();
        if (found.owner().equals(execution)) {
            return found;
        }
        requireOver(found);
        Limits limits = found.limits().changed(request.maxCost(), request.maxRefused(), request.maxDeletes());
        TableSet resumed = store.adjustSet(
                found.id(),
                now -> now.owner().equals(found.owner())
                        ? now.resumed(execution, request.ceilings().or(now.ceilings()), limits)
                        : now);
        if (!resumed.owner().equals(execution)) {
            throw new BadInput("set " + found.id() + " was taken over by execution " + resumed.owner() + " just now");
        }
        return resumed;
    }

    private void requireOver(TableSet set) {
        if (isRunning.test(set.owner())) {
            throw new BadInput("set " + set.id() + " is being carried out by execution " + set.owner()
                    + ": wait for it, or stop it by `fanout stop " + set.id() + "`");
        }
    }

    /**
     * Begins or continues one run of a set that has begun, with its share of the set's price limit. If something
     * prevents the beginning, the reason is stored with the set.
     *
     * @return the set in its new state
     */
    TableSet beginRun(RunId run, String execution, RunBeginning runs) {
        RunId set = run.set().orElseThrow(() -> new BadInput("setRun", "setRun must be a run of a set, got: " + run));
        TableSet now = store.findSet(set)
                .orElseThrow(() -> new BadInput("setRun", "setRun must be a run of a set that has begun, got: " + run));
        Member member = now.member(run)
                .orElseThrow(() -> new BadInput("setRun", "setRun must be a run of set " + set + ", got: " + run));
        try {
            now.stop().map(Stop::reason).ifPresent(why -> {
                throw new BadInput("the set was stopped before this run began: " + why);
            });
            Optional<RunRecord> record = store.find(run);
            boolean isOurs = record.filter(found -> found.control().owner().equals(execution))
                    .isPresent();
            if (!isOurs) {
                Limits limits = new SetBudget(store).limits(now, run);
                if (record.isPresent()) {
                    var resume = new ResumeRequest(
                            run,
                            now.ceilings(),
                            limits.maxCost(),
                            Optional.of(limits.maxRefused()),
                            limits.maxDeletes());
                    starts.requireResumable(record.get());
                    runs.begin(execution, resume);
                } else {
                    runs.beginAgreed(run, execution, SetPlan.of(now, member, limits), SetPlan.planned(now, member));
                }
            }
            obey(store.findSet(set).orElseThrow(), run);
            return now;
        } catch (BadInput refused) {
            if (now.stop().isEmpty()) {
                store.adjustSet(set, each -> each.refused(run, String.valueOf(refused.getMessage())));
            }
            throw refused;
        }
    }

    /** Applies stops and ceilings that were given to the whole set while this run was beginning. */
    private void obey(TableSet now, RunId run) {
        now.stop().ifPresent(wish -> store.adjust(run, control -> control.stopping(wish)));
        store.adjust(run, control -> control.withCeilings(now.ceilings()));
    }

    /** The input of the Map that plans the tables: {@code {"setId", "execution", "tablesAtOnce", "runs": [RUN]}}. */
    static ObjectNode choiceJson(TableSet chosen, String execution) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("setId", chosen.id().text())
                .put("execution", execution)
                .put("choose", true);
        ArrayNode runs = json.putArray("runs");
        chosen.runs().forEach(member -> runs.add(member.run().text()));
        return json;
    }

    /**
     * The input of the Map that copies the tables: {@code {"setId", "execution", "tablesAtOnce", "runs": [{"run",
     * "execution"}]}}. Runs that are finished are left out.
     */
    ObjectNode runsJson(TableSet set, String execution) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("setId", set.id().text())
                .put("execution", execution)
                .put("tablesAtOnce", set.tablesAtOnce());
        ArrayNode runs = json.putArray("runs");
        set.runs().stream()
                .map(Member::run)
                .filter(run -> store.find(run).filter(RunStart::isComplete).isEmpty())
                .forEach(run -> runs.addObject().put("run", run.text()).put("execution", run.executionFor(execution)));
        return json;
    }
}
