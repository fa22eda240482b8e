package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.backup.Preparation;
import dynamofanout.environment.CredentialFailure;
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
import dynamofanout.request.RunId;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Function {@code fanout-plan}. Events: {@code {"execution", "request"}} of the state machine, which begins (a request that
 * is too long for an execution's input is {@code {"proposed": RUN}}); {@code {"prepare": RUN, "execution"}} again and again
 * until the target's backup is {@code {"state": "ready"}} and not {@code waiting}, or the run has {@code ended} for want of
 * one; {@code {"propose": RUN, "request"}} of the launcher, which wants to know first; {@code {"doctor": true}}. A refusal
 * is an answer, {@code {"refused": sentence, "field"?}}, not an exception.
 */
public final class PlanHandler implements RequestStreamHandler {
    private final Deployment deployment;
    private final RunBeginning beginning;
    private final RoleCheck roles;

    /** As Lambda makes it. */
    public PlanHandler() {
        this(Deployment.real());
    }

    /** In other surroundings. */
    public PlanHandler(Deployment deployment) {
        this.deployment = deployment;
        var policy = new TargetPolicy(deployment.configuration(), deployment.environments());
        var planner = new Planner(
                deployment.opener(),
                policy,
                Prices.inJar(),
                Waiting.REAL,
                deployment.chance(),
                WorkerHost.deployed(
                        deployment.settings().mostWorkers(),
                        deployment.configuration().home().orElseThrow().region(),
                        deployment.settings().memoryMegabytes()));
        this.beginning =
                new RunBeginning(planner, deployment.store(), deployment.lock(), deployment.executions()::isRunning);
        this.roles = new RoleCheck(deployment.configuration(), deployment.opener());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonEvent.answer(out, answer(JsonEvent.read(in)));
    }

    private ObjectNode answer(InputObject event) {
        if (event.has("prepare")) { // no refusal: the run has begun, and a failure must lead to its end in Finish
            return prepare(new RunId(event.string("prepare")), event.string("execution"));
        }
        try {
            if (event.flag("doctor")) {
                return roles.answer();
            }
            InputObject input =
                    InputObject.of("the input", event.object("request").node());
            return event.has("propose")
                    ? propose(new RunId(event.string("propose")), Request.read(input))
                    : begin(event.string("execution"), input);
        } catch (BadInput bad) {
            ObjectNode refused = JsonNodeFactory.instance.objectNode().put("refused", bad.getMessage());
            bad.field().ifPresent(field -> refused.put("field", field));
            return refused;
        } catch (CredentialFailure failure) {
            return JsonNodeFactory.instance.objectNode().put("refused", failure.getMessage());
        }
    }

    private ObjectNode propose(RunId run, Request request) {
        return plan("plan", beginning.propose(run, request).json());
    }

    /** One step towards the backup that the run was planned with. */
    private ObjectNode prepare(RunId run, String execution) {
        RunRecord record = deployment.store().existing(run);
        PlannedTable target = record.plan().target();
        var preparation = new Preparation(
                deployment.store(),
                deployment
                        .opener()
                        .open(target.environment(), target.table(), TableUse.BACK_UP)
                        .items(),
                deployment.clock());
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", preparation.step(run, execution).word());
    }

    private ObjectNode begin(String execution, InputObject input) {
        Request request = input.has("proposed") ? beginning.proposed(execution, input) : Request.read(input);
        if (request instanceof CopyRequest copy && copy.dryRun()) {
            return plan("dryRun", beginning.dryRun(copy).json());
        }
        return plan("run", beginning.begin(execution, request).json());
    }

    private static ObjectNode plan(String name, ObjectNode value) {
        return JsonNodeFactory.instance.objectNode().set(name, value);
    }
}
