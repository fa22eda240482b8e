// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.backup.Preparation;
import dynamofanout.copy.GaveUp;
import dynamofanout.create.TargetCreation;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.Environment;
import dynamofanout.environment.EnvironmentRules;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.pace.Waiting;
import dynamofanout.plan.Planner;
import dynamofanout.plan.Prices;
import dynamofanout.plan.WorkerHost;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Origin;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.PreparationState;
import dynamofanout.run.RunRecord;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetPlan;
import dynamofanout.table.OpenTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Handler of the function {@code fanout-plan}, which begins, proposes, prepares, stops and limits runs. A refusal is an
 * answer, {@code {"refused": sentence, "field"?}}, not an exception. Its events:
 *
 * <ul>
 * <li>{@code {"execution", "request"}} from the state machine begins a run. A request that is too long for an
 * execution's input is {@code {"proposed": RUN}}.
 * <li>{@code {"prepare": RUN, "execution"}} takes one step towards creating the target or making its backup. The answer
 * is {@code {"state": "ready", "seconds"}} once that is done. With the state {@code waiting} the state machine sends
 * the event again after so many seconds. The state {@code ended} means that the run has ended, because it cannot be
 * prepared.
 * <li>{@code {"propose": RUN, "request"}} from the launcher asks for the plan first.
 * <li>{@code {"stop": RUN, "reason"}} and {@code {"limit": RUN, "ceilings"}} from people are answered with
 * {@code control}.
 * <li>{@code {"doctor": true}} checks the roles.
 * </ul>
 */
public final class PlanHandler implements RequestStreamHandler {
    private final Deployment deployment;
    private final TargetPolicy policy;
    private final RoleCheck roles;
    private final RunControl control;

    /** The handler as Lambda creates it. */
    public PlanHandler() {
        this(Deployment.real());
    }

    /** A handler with other surroundings, for tests. */
    public PlanHandler(Deployment deployment) {
        this.deployment = deployment;
        this.policy = deployment.policy();
        this.control = new RunControl(deployment.store());
        this.roles =
                new RoleCheck(deployment.configuration(), deployment.opener().inSession("doctor"));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonEvent.answer(out, answer(JsonEvent.read(in)));
    }

    private ObjectNode answer(InputObject event) {
        if (event.has("prepare")) { // not a refusal: the run has begun, and a failure must lead to its end in Finish
            return prepare(new RunId(event.string("prepare")), event.string("execution"));
        }
        try {
            if (event.flag("doctor")) {
                return rules(concurrency(roles.answer()));
            }
            if (event.has("stop")) {
                return control.stop(event);
            }
            if (event.has("limit")) {
                return control.limit(event);
            }
            if (event.has("planTable")) {
                return planTable(new RunId(event.string("planTable")), origin(event));
            }
            if (event.has("beginSet")) {
                return beginSet(new RunId(event.string("beginSet")), event.string("execution"));
            }
            InputObject input =
                    InputObject.of("the input", event.object("request").node());
            return event.has("propose")
                    ? propose(new RunId(event.string("propose")), Request.read(input), origin(event))
                    : begin(event.string("execution"), input);
        } catch (BadInput bad) {
            ObjectNode refused = JsonNodeFactory.instance.objectNode().put("refused", bad.getMessage());
            bad.field().ifPresent(field -> refused.put("field", field));
            return refused;
        } catch (CredentialFailure failure) {
            return JsonNodeFactory.instance.objectNode().put("refused", failure.getMessage());
        }
    }

    private ObjectNode propose(RunId run, Request request, Origin origin) {
        SetBeginning sets = sets(run.text(), 1, origin);
        if (sets.isMeant(request)) {
            return rules(plan("chosen", sets.choose(run, request).json()));
        }
        return rules(plan(
                "plan", beginning(run.text(), 1, origin).propose(run, request).json()));
    }

    private static Origin origin(InputObject event) {
        return event.has("origin") ? Origin.read(event.object("origin").node()) : Origin.ELSEWHERE;
    }

    private ObjectNode concurrency(ObjectNode answer) {
        deployment.concurrency().unreserved().ifPresent(unreserved -> answer.put("unreservedConcurrency", unreserved));
        return answer;
    }

    /** Adds the rules of the deployed file, so that the launcher can compare its own with them. */
    private ObjectNode rules(ObjectNode answer) {
        return answer.set(
                "rules", EnvironmentRules.json(deployment.configuration(), deployment.maskFiles()::fingerprint));
    }

    /** Plans one chosen table of a set. */
    private ObjectNode planTable(RunId run, Origin origin) {
        RunId set =
                run.set().orElseThrow(() -> new BadInput("planTable", "planTable must be a run of a set, got: " + run));
        int atOnce =
                deployment.store().proposedSet(set).map(TableSet::tablesAtOnce).orElse(1);
        Optional<Plan> plan = sets(run.text(), atOnce, origin).plan(set, run);
        return plan.map(found -> plan("plan", found.json())).orElseGet(() -> JsonNodeFactory.instance
                .objectNode()
                .put("refused", deployment.store().proposedRefusal(run).orElse("it cannot be copied")));
    }

    /** Begins a set once all its tables are planned. */
    private ObjectNode beginSet(RunId set, String execution) {
        SetBeginning sets = sets(execution, 1, Origin.ELSEWHERE);
        Optional<TableSet> chosen = deployment.store().proposedSet(set);
        boolean isDryRun = chosen.map(TableSet::request)
                .filter(request ->
                        request instanceof SetRequest copies && copies.each().dryRun())
                .isPresent();
        if (isDryRun) {
            SetPlan plan = sets.planned(set);
            plan.requireAllowed();
            return plan("dryRun", SetAnswers.dryRun(plan));
        }
        return plan("set", sets.runsJson(sets.begin(set, execution), execution));
    }

    private SetBeginning sets(String session, int tablesAtOnce, Origin origin) {
        return new SetBeginning(
                planner(session, tablesAtOnce),
                deployment.store(),
                new ExecutionOwners(deployment.lock(), deployment.executions()::isRunning),
                deployment.executions()::isRunning,
                deployment.clock(),
                origin);
    }

    /**
     * The beginning of runs.
     *
     * @param session name of the run or the execution, for the sessions of assumed roles
     * @param tablesAtOnce of a set, which share the workers
     * @param origin who starts what is planned
     */
    private RunBeginning beginning(String session, int tablesAtOnce, Origin origin) {
        return new RunBeginning(
                planner(session, tablesAtOnce),
                deployment.store(),
                new ExecutionOwners(deployment.lock(), deployment.executions()::isRunning),
                origin);
    }

    private Planner planner(String session, int tablesAtOnce) {
        return new Planner(
                deployment.opener().inSession(session),
                policy,
                deployment.masks(),
                Prices.inJar(),
                Waiting.REAL,
                deployment.chance(),
                WorkerHost.deployed(
                                new WorkerHost.Concurrency(
                                        deployment.settings().mostWorkers(),
                                        deployment
                                                .configuration()
                                                .home()
                                                .orElseThrow()
                                                .reservedConcurrency(),
                                        deployment.concurrency().unreserved()),
                                deployment.configuration().home().orElseThrow().region(),
                                deployment.settings().memoryMegabytes())
                        .sharedBy(tablesAtOnce));
    }

    /** Takes one step towards creating or backing up the target, as the run's plan says. */
    private ObjectNode prepare(RunId run, String execution) {
        RunRecord record = deployment.store().existing(run);
        Plan plan = record.plan();
        boolean isCreated = plan.creation().isPresent();
        OpenTable source = open(execution, plan.source(), TableUse.READ);
        OpenTable target = open(execution, plan.target(), isCreated ? TableUse.CREATE : TableUse.BACK_UP);
        Optional<String> refusal = deployment
                .guard(execution)
                .refusal(plan, source, target)
                .or(() -> isCreated
                                && target.access()
                                        .configured()
                                        .flatMap(Environment::create)
                                        .isEmpty()
                        ? Optional.of("environment " + plan.target().environment()
                                + " has no \"create\" in fanout.json any more: nothing is created in it")
                        : Optional.empty());
        if (refusal.isPresent()) {
            throw GaveUp.onRun(GaveUp.NOT_ALLOWED, refusal.get(), new IllegalStateException("the policy forbids it"));
        }
        PreparationState state = isCreated
                ? new TargetCreation(deployment.store(), target, deployment.clock()).step(run, execution)
                : new Preparation(deployment.store(), target.items(), deployment.clock()).step(run, execution);
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", state.word())
                .put("seconds", Preparation.pause(age(run)).toSeconds());
    }

    /** How long ago the run began. */
    private Duration age(RunId run) {
        Instant now = deployment.clock().instant();
        return deployment
                .store()
                .creation(run)
                .map(creation -> creation.age(now))
                .or(() -> deployment.store().backup(run).map(backup -> backup.age(now)))
                .orElse(Duration.ZERO);
    }

    private OpenTable open(String session, PlannedTable planned, TableUse use) {
        return deployment.opener().inSession(session).open(planned.environment(), planned.table(), use);
    }

    private ObjectNode begin(String execution, InputObject input) {
        if (input.has("setRun")) {
            return beginRun(execution, new RunId(input.string("setRun")));
        }
        RunBeginning beginning = beginning(execution, 1, Origin.ELSEWHERE);
        Request request = input.has("proposed") ? beginning.proposed(execution, input) : Request.read(input);
        SetBeginning sets = sets(execution, 1, Origin.ELSEWHERE);
        if (sets.isMeant(request)) {
            return plan(
                    "set",
                    request instanceof ResumeRequest resume
                            ? sets.runsJson(sets.resume(execution, resume), execution)
                            : SetBeginning.choiceJson(sets.choose(new RunId(execution), request), execution));
        }
        if (request instanceof CopyRequest copy && copy.dryRun()) {
            return plan("dryRun", beginning.dryRun(copy).json());
        }
        return plan("run", beginning.begin(execution, request).json());
    }

    /** Begins a run for an execution that a set has started for one of its tables. */
    private ObjectNode beginRun(String execution, RunId run) {
        int atOnce = run.set()
                .flatMap(deployment.store()::findSet)
                .map(TableSet::tablesAtOnce)
                .orElse(1);
        RunBeginning beginning = beginning(execution, atOnce, Origin.ELSEWHERE);
        sets(execution, atOnce, Origin.ELSEWHERE).beginRun(run, execution, beginning);
        return plan("run", beginning.answer(run, execution).json());
    }

    private static ObjectNode plan(String name, ObjectNode value) {
        return JsonNodeFactory.instance.objectNode().set(name, value);
    }
}
