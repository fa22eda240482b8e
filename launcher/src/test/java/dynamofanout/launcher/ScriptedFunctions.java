package dynamofanout.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.finish.Finisher;
import dynamofanout.finish.LastLook;
import dynamofanout.input.InputObject;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.CopyRequest;
import dynamofanout.run.Counts;
import dynamofanout.run.Plan;
import dynamofanout.run.Request;
import dynamofanout.run.ResumeRequest;
import dynamofanout.run.RunId;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.testing.SampleRuns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Functions that pretend: every segment has ten items. A segment takes a permit of the gate. */
final class ScriptedFunctions implements HomeDouble.Functions {
    private static final int SEGMENTS = 4;

    private final RunStore store;
    final Semaphore gate = new Semaphore(1_000_000);

    ScriptedFunctions(RunStore store) {
        this.store = store;
    }

    @Override
    public JsonNode invoke(String function, JsonNode event) throws Exception {
        return switch (function) {
            case "fanout-plan" -> plan(event);
            case "fanout-segment" -> segment(event);
            case "fanout-finish" -> finish(event);
            default -> throw new IllegalArgumentException(function);
        };
    }

    private JsonNode plan(JsonNode event) {
        Request request = Request.read(InputObject.of("the request", event.path("request")));
        if (request instanceof CopyRequest copy && copy.source().table().equals("Secrets")) {
            return object().put("refused", "table Secrets is secret");
        }
        Plan plan = SampleRuns.plan(SEGMENTS);
        if (event.has("propose")) {
            return object().set("plan", plan.json());
        }
        String execution = event.path("execution").asText();
        RunId run = request instanceof ResumeRequest resume ? resume.run() : new RunId(execution);
        if (request instanceof ResumeRequest resume) {
            Control control = store.control(run);
            store.own(
                    run,
                    control.owner(),
                    now -> now.resumedBy(execution, now.ceilings(), now.limits(), 0, now.totals()));
        } else {
            CopyRequest copy = (CopyRequest) request;
            store.create(run, request, plan, Control.first(execution, copy.ceilings(), copy.limits()));
        }
        ObjectNode answer = object();
        ObjectNode planned = answer.putObject("run")
                .put("runId", run.text())
                .put("execution", execution)
                .put("workers", 2);
        plan.segmentsInSpreadOrder().forEach(planned.putArray("segments")::add);
        return answer;
    }

    private JsonNode segment(JsonNode event) throws InterruptedException {
        var run = new RunId(event.path("runId").asText());
        int segment = event.path("segment").asInt();
        Claim claim = store.claim(run, segment, event.path("execution").asText(), "worker");
        if (!(claim instanceof Claim.Held held)) {
            return object().put("state", claim instanceof Claim.AlreadyDone ? "done" : "stopped");
        }
        boolean isFree = gate.tryAcquire(20, java.util.concurrent.TimeUnit.MILLISECONDS);
        Totals totals =
                isFree ? new Totals(new Counts(10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0), UnitsUsed.NONE, 0, 0) : Totals.NONE;
        boolean isStopped = store.control(run).stop().isPresent();
        Checkpoint.State state =
                isFree ? Checkpoint.State.DONE : isStopped ? Checkpoint.State.STOPPED : Checkpoint.State.OPEN;
        Checkpoint next =
                held.checkpoint().advanced(Optional.empty(), totals, List.of()).released(state);
        store.save(run, next, totals);
        return object().put("state", isFree ? "done" : isStopped ? "stopped" : "more");
    }

    private JsonNode finish(JsonNode event) {
        Summary summary = new Finisher(store)
                .finish(
                        new RunId(event.path("runId").asText()),
                        event.path("execution").asText(),
                        LastLook.SAME,
                        Duration.ofSeconds(3));
        ObjectNode answer = object().put("verdict", summary.verdict().word());
        if (summary.verdict() != dynamofanout.run.Verdict.COMPLETE) {
            answer.put("error", "Stopped").put("cause", summary.reason().orElse(""));
        }
        return answer;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
