package dynamofanout.functions;

import dynamofanout.backup.Preparation;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.plan.Planner;
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
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Plan;
import dynamofanout.run.Proposal;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunLimits;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Totals;
import dynamofanout.store.DynamoDbRunStore;
import dynamofanout.store.LockHolder;
import dynamofanout.store.TargetLock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How executions begin: what was planned and agreed to is carried out, or planned now; the target is locked; the run is
 * stored or taken over. All of it may be done again by the same execution, which then finds its own run and goes on.
 * Whatever cannot begin is {@link BadInput} with one sentence, and has changed nothing.
 */
final class RunBeginning {
    private final Planner planner;
    private final DynamoDbRunStore store;
    private final TargetLock lock;
    private final Predicate<String> isRunning;

    /** @param isRunning whether an execution, by name, goes on */
    RunBeginning(Planner planner, DynamoDbRunStore store, TargetLock lock, Predicate<String> isRunning) {
        this.planner = planner;
        this.store = store;
        this.lock = lock;
        this.isRunning = isRunning;
    }

    /** What an execution of that name would do. For a copy or a replay it is kept, so that just that will be done. */
    Plan propose(RunId run, Request request) {
        if (request instanceof ResumeRequest resume) {
            RunRecord record = resumable(resume.run(), Optional.empty());
            limits(resume, record, sum(store.checkpoints(record.run())));
            return record.plan();
        }
        if (store.find(run).isPresent()) {
            throw taken(run);
        }
        Plan plan = plan(request);
        if (!(request instanceof CopyRequest copy && copy.dryRun())) {
            store.propose(run, request, plan);
        }
        return plan;
    }

    /** The request that was proposed under the name of this execution: the input names it, since it is too long for one. */
    Request proposed(String execution, InputObject input) {
        String run = input.string("proposed");
        input.end();
        if (!run.equals(execution)) {
            throw new BadInput(
                    "proposed", "proposed must be the execution's own name, " + execution + ", got: \"" + run + "\"");
        }
        return store.proposal(new RunId(run))
                .map(Proposal::request)
                .orElseThrow(() -> new BadInput(
                        "proposed",
                        "proposed must be a run that was planned before its execution started, got: \"" + run
                                + "\", of which there is no plan"));
    }

    /** The plan of a copy that is to stop there. */
    Plan dryRun(CopyRequest request) {
        return planner.plan(request);
    }

    /** Begins or goes on with a run. */
    MapInput begin(String execution, Request request) {
        return request instanceof ResumeRequest resume ? resume(execution, resume) : start(execution, request);
    }

    private MapInput start(String execution, Request request) {
        var run = new RunId(execution);
        Optional<RunRecord> begun = store.find(run);
        if (begun.isPresent()) {
            if (!begun.get().control().owner().equals(execution)
                    || !begun.get().request().equals(request)) {
                throw taken(run);
            }
            return answer(run, execution);
        }
        Plan plan = store.proposal(run)
                .map(proposal -> agreed(run, proposal, request))
                .orElseGet(() -> plan(request));
        List<List<String>> keys = request instanceof ReplayRequest replay
                ? RefusedItems.chunks(new RefusedItems(store).openKeys(replay.original()))
                : request instanceof CopyRequest copy ? planner.chunks(copy, plan) : List.of();
        if (plan.selection() == Plan.Selection.KEYS && keys.size() != plan.segments()) {
            throw new BadInput("the refused items have changed since the replay was planned: plan it again");
        }
        lockTarget(request, plan, new LockHolder(run, execution));
        for (int i = 0; i < keys.size(); i++) {
            store.keepKeys(run, i, keys.get(i));
        }
        if (!store.create(run, request, plan, control(execution, request, plan))) {
            return start(execution, request); // an earlier try of this execution was not given up after all
        }
        return answer(run, execution);
    }

    private MapInput resume(String execution, ResumeRequest request) {
        RunRecord record = resumable(request.run(), Optional.of(execution));
        RunId run = record.run();
        if (record.control().owner().equals(execution)) {
            return answer(run, execution);
        }
        planner.requireSameTables(record.plan(), mode(record.request()));
        List<Checkpoint> checkpoints = store.checkpoints(run);
        int done = (int) checkpoints.stream().filter(Checkpoint::isDone).count();
        Totals sum = sum(checkpoints);
        Limits limits = limits(request, record, sum);
        lockTarget(record.request(), record.plan(), new LockHolder(run, execution));
        boolean isOwned = store.own(
                run,
                record.control().owner(),
                now -> now.resumedBy(execution, request.ceilings().or(now.ceilings()), limits, done, sum));
        if (!isOwned) {
            return resume(execution, request); // by this one, its answer lost, or by another, which is then refused
        }
        return answer(run, execution);
    }

    private Limits limits(ResumeRequest request, RunRecord record, Totals soFar) {
        Phases phases = Phases.of(store, record.request(), record.plan().segments());
        return RunLimits.of(request, record, phases.mode(), soFar);
    }

    private static Totals sum(List<Checkpoint> checkpoints) {
        return checkpoints.stream().map(Checkpoint::totals).reduce(Totals.NONE, Totals::plus);
    }

    /** The run, if it may be resumed by a new execution, or is carried out by this one. */
    private RunRecord resumable(RunId run, Optional<String> execution) {
        RunRecord record = find(run);
        String owner = record.control().owner();
        if (execution.filter(owner::equals).isPresent()) {
            return record;
        }
        requireOver(run, owner);
        boolean isComplete =
                record.summary().filter(summary -> summary.verdict().isEnd()).isPresent();
        if (isComplete) {
            throw new BadInput("run " + run + " has nothing left to resume: all of its segments are done");
        }
        return record;
    }

    private Plan plan(Request request) {
        if (request instanceof CopyRequest copy) {
            return planner.plan(copy);
        }
        if (request instanceof ReplayRequest replay) {
            RunRecord original = find(replay.original());
            requireOver(original.run(), original.control().owner());
            List<String> keys = new RefusedItems(store).openKeys(original.run());
            return planner.planKeys(
                    original.plan(),
                    replay.ceilings(),
                    keys.size(),
                    RefusedItems.chunks(keys).size());
        }
        throw new IllegalArgumentException("only a copy or a replay can be planned, got: " + request);
    }

    private Mode mode(Request request) {
        return Phases.of(store, request, 1).mode();
    }

    private Plan agreed(RunId run, Proposal proposal, Request request) {
        if (!proposal.request().equals(request)) {
            throw new BadInput("the request differs from the one that was planned and agreed to as run " + run
                    + ": start an execution of another name, or with the same request");
        }
        planner.requireSameTables(proposal.plan(), mode(proposal.request()));
        return proposal.plan();
    }

    /** Held by other runs only as long as their executions go on. */
    private void lockTarget(Request request, Plan plan, LockHolder wanted) {
        if (request instanceof CopyRequest copy && (copy.allowConcurrent() || copy.mode() == Mode.COMPARE)) {
            return;
        }
        lock.lock(plan.target().lockName(), wanted, holder -> !isRunning.test(holder.execution()))
                .ifPresent(holder -> {
                    throw new BadInput("run " + holder.run() + " is writing to "
                            + plan.target().words()
                            + ": wait for it, stop it by `fanout stop " + holder.run()
                            + "`, or allow both by allowConcurrent (--allow-concurrent)");
                });
    }

    private RunRecord find(RunId run) {
        return store.find(run)
                .orElseThrow(() ->
                        new BadInput("run " + run + " is not in the run table: `fanout status` lists the latest runs"));
    }

    private void requireOver(RunId run, String owner) {
        if (isRunning.test(owner)) {
            throw new BadInput("run " + run + " is being carried out by execution " + owner
                    + ": wait for it, or stop it by `fanout stop " + run + "`");
        }
    }

    /** Goes on with the copy; whether a later phase may begin is asked when it is through. */
    private MapInput answer(RunId run, String execution) {
        RunRecord record = find(run);
        MapInput input = MapInput.of(store, record, execution, Phase.COPY);
        return Preparation.isNeeded(store, record) ? input.onceBackedUp() : input;
    }

    private static Control control(String execution, Request request, Plan plan) {
        if (request instanceof CopyRequest copy) {
            return Control.first(execution, copy.ceilings(), RunLimits.of(copy, plan));
        }
        if (request instanceof ReplayRequest replay) {
            return Control.first(execution, replay.ceilings(), replay.limits());
        }
        throw new IllegalArgumentException("a run must begin with a copy or a replay, got: " + request);
    }

    private static BadInput taken(RunId run) {
        return new BadInput(
                "runId",
                "run id " + run + " is taken: choose another, or go on with it by `fanout resume " + run + "`");
    }
}
