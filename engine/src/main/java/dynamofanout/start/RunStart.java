// SPDX-License-Identifier: Apache-2.0
package dynamofanout.start;

import dynamofanout.input.BadInput;
import dynamofanout.plan.Planner;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Origin;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunLimits;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import java.util.List;

/**
 * Plans, begins and resumes runs, for processes of this machine and for executions of the state machine alike.
 * {@link RunOwners} has what differs between them. A run that cannot begin is a {@link BadInput} with one sentence, and
 * nothing has been changed then.
 */
public final class RunStart {
    private final Planner planner;
    private final RunStore store;
    private final RunOwners owners;
    private final Origin origin;

    /** @param origin who starts the runs that are planned here */
    public RunStart(Planner planner, RunStore store, RunOwners owners, Origin origin) {
        this.planner = planner;
        this.store = store;
        this.owners = owners;
        this.origin = origin;
    }

    /**
     * The run with this id.
     *
     * @throws BadInput if the run store does not have it
     */
    public RunRecord find(RunId run) {
        return store.find(run).orElseThrow(() -> owners.unknown(run));
    }

    /**
     * Refuses an id that another run or set has, or that is reserved for a set's own runs.
     *
     * @throws BadInput if it is taken
     */
    public void requireFree(RunId run) {
        boolean isOfSet = run.set().flatMap(store::findSet).isPresent();
        if (isOfSet || store.find(run).isPresent() || store.findSet(run).isPresent()) {
            throw taken(run);
        }
    }

    /** The plan of a request. The original run of a replay must be over. */
    public Plan plan(Request request) {
        return planned(request).startedBy(origin);
    }

    private Plan planned(Request request) {
        if (request instanceof CopyRequest copy) {
            return planner.plan(copy);
        }
        if (request instanceof ReplayRequest replay) {
            RunRecord original = find(replay.original());
            owners.requireOver(original);
            List<String> keys = new RefusedItems(store).openKeys(original.run());
            return planner.planKeys(
                    original.plan(),
                    replay.ceilings(),
                    keys.size(),
                    RefusedItems.chunks(keys).size());
        }
        throw noPlan(request);
    }

    /**
     * Locks the target and stores the run, which then belongs to the execution.
     *
     * @param plan that {@link #plan} made of this request
     * @return false if a run with that id was stored meanwhile
     */
    public boolean begin(RunId run, String execution, Request request, Plan plan) {
        List<List<String>> keys = keys(request, plan);
        if (plan.selection() == Plan.Selection.KEYS && keys.size() != plan.segments()) {
            throw new BadInput("the refused items have changed since the replay was planned: plan it again");
        }
        owners.lockTarget(request, plan, run, execution);
        for (int i = 0; i < keys.size(); i++) {
            store.keepKeys(run, i, keys.get(i));
        }
        Control first = control(execution, request, plan);
        boolean isStored = store.create(run, request, plan, first);
        if (isStored) {
            store.keepSample(run, first);
        }
        return isStored;
    }

    /** Whether the run is over and has nothing left that could be resumed. */
    public static boolean isComplete(RunRecord record) {
        return record.summary()
                .map(Summary::verdict)
                .filter(verdict -> verdict.isEnd())
                .isPresent();
    }

    /**
     * Refuses a run that is still running or has nothing left to do.
     *
     * @throws BadInput with what to do instead
     */
    public void requireResumable(RunRecord record) {
        owners.requireOver(record);
        if (isComplete(record)) {
            throw new BadInput("run " + record.run() + " has nothing left to resume: all of its segments are done");
        }
    }

    /**
     * Refuses limits with which the run would end at once. It changes nothing.
     *
     * @throws BadInput naming the limit
     */
    public void requireRoom(ResumeRequest request, RunRecord record) {
        limits(request, stateOf(record));
    }

    /**
     * Makes the execution the owner of a run that may be resumed.
     *
     * @throws Overtaken if another execution was faster
     */
    public ResumedRun resume(String execution, ResumeRequest request, RunRecord record) throws Overtaken {
        ResumedRun resumed = stateOf(record);
        planner.requireSameTables(record.plan(), resumed.phases().mode());
        Limits limits = limits(request, resumed);
        owners.lockTarget(record.request(), record.plan(), record.run(), execution);
        boolean isOwned = store.own(
                record.run(),
                record.control().owner(),
                now -> now.resumedBy(
                        execution, request.ceilings().or(now.ceilings()), limits, resumed.done(), resumed.soFar()));
        if (!isOwned) {
            throw new Overtaken();
        }
        store.keepSample(record.run(), store.control(record.run()));
        return resumed;
    }

    /** Thrown when another execution took the run over first. */
    public static final class Overtaken extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The refusal of an id that another run has. */
    public static BadInput taken(RunId run) {
        return new BadInput(
                "runId",
                "run id " + run + " is taken: choose another, or go on with it by `fanout resume " + run + "`");
    }

    private ResumedRun stateOf(RunRecord record) {
        List<Checkpoint> checkpoints = store.checkpoints(record.run());
        return new ResumedRun(
                record,
                Phases.of(store, record.request(), record.plan().segments()),
                checkpoints,
                checkpoints.stream().map(Checkpoint::totals).reduce(Totals.NONE, Totals::plus));
    }

    private static Limits limits(ResumeRequest request, ResumedRun run) {
        return RunLimits.of(request, run.record(), run.phases().mode(), run.soFar());
    }

    private List<List<String>> keys(Request request, Plan plan) {
        if (request instanceof ReplayRequest replay) {
            return RefusedItems.chunks(new RefusedItems(store).openKeys(replay.original()));
        }
        return request instanceof CopyRequest copy ? planner.chunks(copy, plan) : List.of();
    }

    private static Control control(String execution, Request request, Plan plan) {
        if (request instanceof CopyRequest copy) {
            return Control.first(execution, copy.ceilings(), RunLimits.of(copy, plan));
        }
        if (request instanceof ReplayRequest replay) {
            return Control.first(execution, replay.ceilings(), replay.limits());
        }
        throw noPlan(request);
    }

    private static IllegalArgumentException noPlan(Request request) {
        return new IllegalArgumentException("a run must begin with a copy or a replay, got: " + request);
    }
}
