// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The state machine's way through the real handlers, in this process: Plan, the segments by as many threads as the plan
 * has workers, Abandon for what fails, Finish. What Step Functions itself does is covered by the E2E tests.
 */
public final class WorkflowHere {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TRIES = 3;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Map<String, ExecutionStatus> executions = new ConcurrentHashMap<>();
    private final FunctionsHere functions;
    private final PlanHandler plan;
    private final FinishHandler finish;
    private final Supplier<SegmentHandler> segments;
    private final AtomicInteger shortInvocations = new AtomicInteger();
    private volatile Duration shortTime = LONG;
    private volatile Runnable betweenPlanAndStart = () -> {};

    /**
     * How an execution ended.
     *
     * @param output of a successful one
     * @param error of a failed one, as its cause
     */
    public record Ended(ExecutionStatus status, JsonNode output, String error, String cause) {}

    /** @param faults put on top of the HTTP client of the segment function's path of items */
    public WorkflowHere(FunctionsHere functions, UnaryOperator<SdkHttpClient> faults) {
        this.functions = functions;
        this.plan = new PlanHandler(functions.deployment("plan", states, UnaryOperator.identity()));
        this.finish = new FinishHandler(functions.deployment("finish", states, UnaryOperator.identity()));
        this.segments = () -> new SegmentHandler(functions.deployment("segment", states, faults));
    }

    /** What the functions see of executions. */
    private final SfnClient states = new SfnClient() {
        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            String arn = request.executionArn();
            ExecutionStatus status = executions.get(arn.substring(arn.lastIndexOf(':') + 1));
            if (status == null) {
                throw ExecutionDoesNotExistException.builder()
                        .message("no such execution")
                        .build();
            }
            return DescribeExecutionResponse.builder().status(status).build();
        }

        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {}
    };

    /** So many of the next invocations of the segment function have so little time. */
    public void shorten(int invocations, Duration time) {
        shortTime = time;
        shortInvocations.set(invocations);
    }

    private Duration timeOfInvocation() {
        return shortInvocations.getAndDecrement() > 0 ? shortTime : LONG;
    }

    /** As if an execution of that name stood so. */
    public void say(String execution, ExecutionStatus status) {
        executions.put(execution, status);
    }

    /** The plan function's answer. */
    public JsonNode plan(String event) {
        return invoke(plan, event, Duration.ofSeconds(60));
    }

    /** The segment function's answer to one call. */
    public JsonNode work(String run, String execution, int segment) {
        return invoke(segments.get(), event(run, execution, segment).toString(), LONG);
    }

    /** The segment function's answer when a segment is given up. */
    public JsonNode abandon(String run, String execution, int segment, String reason) {
        ObjectNode event = event(run, execution, segment);
        event.putObject("abandon")
                .put("Error", "Fault")
                .put("Cause", object().put("errorMessage", reason).toString());
        return invoke(segments.get(), event.toString(), LONG);
    }

    private static ObjectNode event(String run, String execution, int segment) {
        return object().put("runId", run).put("segment", segment).put("execution", execution);
    }

    /** Runs an execution to its end. */
    public Ended run(String name, String input) {
        executions.put(name, ExecutionStatus.RUNNING);
        Ended ended = carryOut(name, input);
        executions.put(name, ended.status());
        return ended;
    }

    private Ended carryOut(String name, String input) {
        Instant startedAt = Instant.now();
        JsonNode planned = plan(
                object().put("execution", name).set("request", parse(input)).toString());
        if (planned.has("refused")) {
            return failed("Refused", planned.path("refused").asText());
        }
        if (planned.has("dryRun")) {
            return new Ended(ExecutionStatus.SUCCEEDED, planned.path("dryRun"), "", "");
        }
        if (planned.has("set")) {
            return carryOutSet(planned.path("set"));
        }
        JsonNode run = planned.path("run");
        if (isPrepared(run)) {
            copySegments(run);
            run = laterPhases(name, run);
        }
        JsonNode finished = invoke(
                finish,
                object().put("runId", run.path("runId").asText())
                        .put("execution", name)
                        .put("startedAt", startedAt.toString())
                        .toString(),
                Duration.ofSeconds(60));
        return verdict(finished);
    }

    private static Ended verdict(JsonNode finished) {
        return finished.path("verdict").asText().equals("complete")
                ? new Ended(ExecutionStatus.SUCCEEDED, finished.path("summary"), "", "")
                : failed(finished.path("error").asText(), finished.path("cause").asText());
    }

    /** PlanTables and BeginSet, where the set is to be chosen; then CopyTables and GatherTables. */
    private Ended carryOutSet(JsonNode chosen) {
        JsonNode set = chosen;
        if (chosen.has("choose")) {
            chosen.path("runs")
                    .forEach(run -> plan(object().put("planTable", run.asText()).toString()));
            JsonNode begun = plan(object().put("beginSet", chosen.path("setId").asText())
                    .put("execution", chosen.path("execution").asText())
                    .toString());
            if (begun.has("refused")) {
                return failed("Refused", begun.path("refused").asText());
            }
            if (begun.has("dryRun")) {
                return new Ended(ExecutionStatus.SUCCEEDED, begun.path("dryRun"), "", "");
            }
            set = begun.path("set");
        }
        betweenPlanAndStart.run();
        for (JsonNode run : set.path("runs")) {
            String execution = run.path("execution").asText();
            if (!executions.containsKey(execution)) { // else it is started no second time
                run(execution, object().put("setRun", run.path("run").asText()).toString());
            }
        }
        return verdict(
                invoke(finish, object().put("set", set.path("setId").asText()).toString(), LONG));
    }

    /** The run table, as the functions see it. */
    public RunStore store() {
        return functions.deployment("plan", states, UnaryOperator.identity()).store();
    }

    /** What happens once a set has begun, before its first run does. */
    public void betweenPlanAndStart(Runnable action) {
        betweenPlanAndStart = action;
    }

    /** Prepare and Ready?, without the wait between. */
    private boolean isPrepared(JsonNode run) {
        if (!run.has("prepare")) {
            return true;
        }
        ObjectNode event = object().put("prepare", run.path("runId").asText())
                .put("execution", run.path("execution").asText());
        String state;
        do {
            state = plan(event.toString()).path("state").asText();
        } while (state.equals("waiting"));
        return state.equals("ready");
    }

    private JsonNode laterPhases(String name, JsonNode copied) {
        JsonNode run = copied;
        while (run.has("next")) {
            run = invoke(
                            finish,
                            object().put("runId", run.path("runId").asText())
                                    .put("execution", name)
                                    .put("phase", run.path("next").asText())
                                    .toString(),
                            Duration.ofSeconds(60))
                    .path("run");
            copySegments(run);
        }
        return run;
    }

    private void copySegments(JsonNode run) {
        Queue<Integer> left = new ConcurrentLinkedQueue<>();
        run.path("segments").forEach(segment -> left.add(segment.asInt()));
        int workers = run.path("workers").asInt();
        var ended = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            var worker = new Thread(() -> {
                try {
                    SegmentHandler handler = segments.get();
                    for (Integer segment = left.poll(); segment != null; segment = left.poll()) {
                        copyPiece(handler, run, segment);
                    }
                } finally {
                    ended.countDown();
                }
            });
            worker.setDaemon(true);
            worker.start();
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The loop of one child: the function answers its next event. */
    private void copyPiece(SegmentHandler handler, JsonNode run, int segment) {
        ObjectNode event =
                event(run.path("runId").asText(), run.path("execution").asText(), segment);
        JsonNode answer;
        do {
            answer = copySegment(handler, event);
            event.set("segment", answer.path("segment"));
        } while (answer.path("state").asText().matches("more|next"));
    }

    private JsonNode copySegment(SegmentHandler handler, ObjectNode event) {
        for (int tries = 1; ; tries++) {
            try {
                return invoke(handler, event.toString(), timeOfInvocation());
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    ObjectNode cause = object().put("errorMessage", e.getMessage());
                    ObjectNode abandoning = event.deepCopy();
                    abandoning
                            .putObject("abandon")
                            .put("Error", e.getClass().getName())
                            .put("Cause", cause.toString());
                    return invoke(handler, abandoning.toString(), timeOfInvocation());
                }
            }
        }
    }

    private static Ended failed(String error, String cause) {
        return new Ended(ExecutionStatus.FAILED, object(), error, cause);
    }

    private static JsonNode invoke(RequestStreamHandler handler, String event, Duration timeLeft) {
        return parse(FunctionsHere.invoke(handler, event, timeLeft));
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
