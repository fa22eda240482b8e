// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import dynamofanout.backup.Preparation;
import dynamofanout.create.TargetCreation;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.plan.Planner;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Origin;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Plan;
import dynamofanout.run.Proposal;
import dynamofanout.run.RunRecord;
import dynamofanout.start.RunStart;
import dynamofanout.store.DynamoDbRunStore;
import java.util.Optional;

/**
 * Begins runs for executions of the state machine: it carries out a plan that was agreed to, or plans now. The same
 * execution may repeat all of it, and then finds its own run and continues it.
 */
final class RunBeginning {
    private final Planner planner;
    private final DynamoDbRunStore store;
    private final RunStart starts;

    RunBeginning(Planner planner, DynamoDbRunStore store, ExecutionOwners owners, Origin origin) {
        this.planner = planner;
        this.store = store;
        this.starts = new RunStart(planner, store, owners, origin);
    }

    /**
     * The plan of what an execution with that name would do. For a copy or a replay it is stored, so that exactly this
     * will be done.
     */
    Plan propose(RunId run, Request request) {
        if (request instanceof ResumeRequest resume) {
            RunRecord record = starts.find(resume.run());
            starts.requireResumable(record);
            starts.requireRoom(resume, record);
            return record.plan();
        }
        starts.requireFree(run);
        Plan plan = starts.plan(request);
        if (!(request instanceof CopyRequest copy && copy.dryRun())) {
            store.propose(run, request, plan);
        }
        return plan;
    }

    /**
     * The request that was proposed under the name of this execution. The input only refers to it, because it is too
     * long for an execution's input.
     */
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
                                + "\", which has no plan"));
    }

    /** The plan of a dry run. */
    Plan dryRun(CopyRequest request) {
        return starts.plan(request);
    }

    /** Begins or continues a run. */
    MapInput begin(String execution, Request request) {
        return request instanceof ResumeRequest resume ? resume(execution, resume) : start(execution, request);
    }

    private MapInput start(String execution, Request request) {
        var run = new RunId(execution);
        Optional<RunRecord> begun = store.find(run);
        if (begun.isPresent()) {
            if (!begun.get().control().owner().equals(execution)
                    || !begun.get().request().equals(request)) {
                throw RunStart.taken(run);
            }
            return answer(run, execution);
        }
        Plan plan = store.proposal(run)
                .map(proposal -> agreed(run, proposal, request))
                .orElseGet(() -> starts.plan(request));
        if (!starts.begin(run, execution, request, plan)) {
            return start(execution, request); // an earlier try of this execution had succeeded after all
        }
        return answer(run, execution);
    }

    /**
     * Begins a run of a set.
     *
     * @param planned the request that it was planned with, which has other limits
     */
    void beginAgreed(RunId run, String execution, Request request, Request planned) {
        Optional<Plan> agreed = store.proposal(run)
                .filter(proposal -> proposal.request().equals(planned))
                .map(Proposal::plan);
        agreed.ifPresent(plan ->
                planner.requireSameTables(plan, Phases.of(store, request, 1).mode()));
        Plan plan = agreed.orElseGet(() -> starts.plan(request));
        if (!starts.begin(run, execution, request, plan)
                && !starts.find(run).control().owner().equals(execution)) {
            throw RunStart.taken(run);
        }
    }

    private MapInput resume(String execution, ResumeRequest request) {
        RunRecord record = starts.find(request.run());
        if (!record.control().owner().equals(execution)) {
            starts.requireResumable(record);
            try {
                starts.resume(execution, request, record);
            } catch (RunStart.Overtaken overtaken) {
                // begun by this execution, whose answer was lost, or by another one, which is then refused
                return resume(execution, request);
            }
        }
        return answer(record.run(), execution);
    }

    private Plan agreed(RunId run, Proposal proposal, Request request) {
        if (!proposal.request().equals(request)) {
            throw new BadInput("the request differs from the one that was planned and agreed to as run " + run
                    + ": start an execution of another name, or with the same request");
        }
        planner.requireSameTables(proposal.plan(), Phases.of(store, request, 1).mode());
        return proposal.plan();
    }

    /** The input for the copy phase. Whether a later phase may begin is asked after the copy. */
    MapInput answer(RunId run, String execution) {
        RunRecord record = starts.find(run);
        MapInput input = MapInput.of(store, record, execution, Phase.COPY);
        return TargetCreation.isNeeded(store, record) || Preparation.isNeeded(store, record)
                ? input.oncePrepared()
                : input;
    }
}
