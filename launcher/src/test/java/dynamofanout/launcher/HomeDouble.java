// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.functions.FunctionsHere;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.HomeHttp.Invoked;
import dynamofanout.launcher.HomeHttp.ServiceError;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A home account in this process: an interpreter of the state machine's states by name, as shared by design and
 * definition, over functions that the test gives. What it does not show (retries' timing, IAM) the E2E
 * and template assertions do.
 */
final class HomeDouble implements HomeHttp.Answers, AutoCloseable {
    static final String ACCOUNT = FunctionsHere.HOME;

    static final String FANOUT_JSON =
            """
            {"home": {"account": "%s", "region": "eu-west-1", "profile": "tooling"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                              "tables": ["*"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "profile": "development",
                               "tables": ["*"]}}}
            """
                    .formatted(ACCOUNT);

    private final Map<String, Run> executions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Functions functions = (function, event) -> {
        throw new IllegalStateException("no function " + function);
    };
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Fault fault = call -> {};
    private volatile Predicate<String> isMissing = what -> false;

    /** The deployed functions. */
    @FunctionalInterface
    interface Functions {
        /**
         * What a function answers.
         *
         * @param function its name without the alias
         */
        JsonNode invoke(String function, JsonNode event) throws Exception;
    }

    /** Throws what shall befall a call. */
    @FunctionalInterface
    interface Fault {
        void before(String call) throws IOException;
    }

    /** One execution. */
    private static final class Run {
        private final String name;
        private final String input;
        private final Instant startedAt = Instant.now();
        private volatile String status = "RUNNING";
        private volatile String error = "";
        private volatile String cause = "";

        Run(String name, String input) {
            this.name = name;
            this.input = input;
        }

        synchronized void end(String newStatus, String newError, String newCause) {
            if (isRunning()) {
                error = newError;
                cause = newCause;
                status = newStatus;
            }
        }

        boolean isRunning() {
            return status.equals("RUNNING");
        }
    }

    /** From now on these are the functions. */
    void functions(Functions newFunctions) {
        functions = newFunctions;
    }

    /** A client that sees these executions. */
    SfnClient client() {
        return SfnClient.builder()
                .httpClient(new HomeHttp(UrlConnectionHttpClient.create(), unseen()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "secret")))
                .build();
    }

    /** From now on state machines, functions and parameters of which this says so are not there. */
    void missing(Predicate<String> what) {
        isMissing = what;
    }

    /** From now on this decides about each call of the launcher. */
    void faults(Fault newFault) {
        fault = newFault;
    }

    /** Names of the launcher's calls so far. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Starts an execution as the console does. */
    void start(String name, String input) {
        var run = new Run(name, input);
        executions.put(name, run);
        threads.execute(() -> execute(run));
    }

    boolean isRunning(String name) {
        return executions.containsKey(name) && executions.get(name).isRunning();
    }

    List<String> executions() {
        return executions.keySet().stream().sorted().toList();
    }

    @Override
    public void called(String call) throws IOException {
        calls.add(call);
        fault.before(call);
    }

    @Override
    public ObjectNode operation(String name, JsonNode input) {
        return switch (name) {
            case "StartExecution" -> startExecution(input);
            case "DescribeExecution" -> describe(required(input));
            case "StopExecution" -> {
                required(input)
                        .end(
                                "ABORTED",
                                input.path("error").asText(),
                                input.path("cause").asText());
                yield object().put("stopDate", 0);
            }
            case "DescribeStateMachine" -> {
                require("fanout", "StateMachineDoesNotExist");
                yield object().put("name", "fanout");
            }
            case "GetAlias" -> {
                require(input.path("path").asText(), "ResourceNotFoundException");
                yield object().put("Name", "live");
            }
            case "GetParameter" -> {
                require(input.path("Name").asText(), "ParameterNotFound");
                yield object().set("Parameter", object().put("Value", "21"));
            }
            default -> throw new ServiceError("UnknownOperation", "no such operation: " + name);
        };
    }

    @Override
    public Invoked invoke(String function, JsonNode event) {
        require(function, "ResourceNotFoundException");
        if (event.toString().length() > 6 << 20) {
            throw new ServiceError("RequestTooLargeException", "Request must be smaller than 6291456 bytes");
        }
        try {
            return new Invoked("", functions.invoke(function.substring(0, function.indexOf(':')), event));
        } catch (Exception e) {
            return new Invoked("Unhandled", failure(e));
        }
    }

    @Override
    public String account(String accessKey) {
        return accessKey.matches("[0-9]{12}") ? accessKey : "000000000000";
    }

    /** The same for calls of the functions: these are not the launcher's. */
    private HomeHttp.Answers unseen() {
        return new HomeHttp.Answers() {
            @Override
            public void called(String call) {}

            @Override
            public ObjectNode operation(String name, JsonNode input) {
                return HomeDouble.this.operation(name, input);
            }

            @Override
            public Invoked invoke(String function, JsonNode event) {
                return HomeDouble.this.invoke(function, event);
            }

            @Override
            public String account(String accessKey) {
                return HomeDouble.this.account(accessKey);
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private ObjectNode startExecution(JsonNode input) {
        require("fanout", "StateMachineDoesNotExist");
        String name = input.path("name").asText();
        var run = new Run(name, input.path("input").asText());
        if (run.input.length() > 262_144) {
            throw new ServiceError("ValidationException", "Value at 'input' failed to satisfy constraint: length");
        }
        @Nullable Run earlier = executions.putIfAbsent(name, run);
        if (earlier != null && !(earlier.isRunning() && earlier.input.equals(run.input))) {
            throw new ServiceError("ExecutionAlreadyExists", "Execution Already Exists: '" + name + "'");
        }
        if (earlier == null) {
            threads.execute(() -> execute(run));
        }
        return object().put("executionArn", input.path("stateMachineArn").asText() + name)
                .put("startDate", 0);
    }

    private Run required(JsonNode input) {
        String arn = input.path("executionArn").asText();
        @Nullable Run run = executions.get(arn.substring(arn.lastIndexOf(':') + 1));
        if (run == null) {
            throw new ServiceError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
        }
        return run;
    }

    private static ObjectNode describe(Run run) {
        ObjectNode answer = object().put("name", run.name)
                .put("status", run.status)
                .put("startDate", run.startedAt.toEpochMilli() / 1000.0);
        if (!run.error.isEmpty()) {
            answer.put("error", run.error);
        }
        if (!run.cause.isEmpty()) {
            answer.put("cause", run.cause);
        }
        return answer;
    }

    /** Plan -> Refused? -> DryRun? [-> Prepare -> Ready?] -> CopySegments [-> BeginPhase -> CopySegments ...] -> Finish -> Verdict?. */
    private void execute(Run run) {
        try {
            ObjectNode plan = object().put("execution", run.name);
            plan.set("request", InputObject.parse("the input", run.input).node());
            JsonNode planned = functions.invoke("fanout-plan", plan);
            if (planned.has("refused")) {
                run.end("FAILED", "Refused", planned.path("refused").asText());
            } else if (planned.has("dryRun")) {
                run.end("SUCCEEDED", "", "");
            } else if (planned.has("set")) {
                executeSet(run, planned.path("set"));
            } else {
                JsonNode phase = planned.path("run");
                if (isPrepared(run, phase)) {
                    copySegments(run, phase);
                } else {
                    ((ObjectNode) phase).remove("next");
                }
                while (phase.has("next") && run.isRunning()) {
                    phase = begin(run, phase);
                    copySegments(run, phase);
                }
                finish(run, phase);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            run.end("FAILED", e.getClass().getName(), failure(e).toString());
        }
    }

    /** PlanTables -> BeginSet -> SetBegun?, where the set is to be chosen, then CopyTables -> GatherTables -> Verdict?. */
    private void executeSet(Run run, JsonNode chosen) throws Exception {
        JsonNode set = chosen;
        if (chosen.has("choose")) {
            for (JsonNode table : chosen.path("runs")) {
                functions.invoke("fanout-plan", object().put("planTable", table.asText()));
            }
            JsonNode begun = functions.invoke(
                    "fanout-plan",
                    object().put("beginSet", chosen.path("setId").asText()).put("execution", run.name));
            if (begun.has("refused")) {
                run.end("FAILED", "Refused", begun.path("refused").asText());
                return;
            }
            set = begun.path("set");
        }
        ExecutorService tables =
                Executors.newFixedThreadPool(set.path("tablesAtOnce").asInt());
        try {
            List<Future<?>> started = new ArrayList<>();
            for (JsonNode table : set.path("runs")) {
                started.add(tables.submit(() -> {
                    var child = new Run(
                            table.path("execution").asText(),
                            object().put("setRun", table.path("run").asText()).toString());
                    if (run.isRunning() && executions.putIfAbsent(child.name, child) == null) {
                        execute(child);
                    }
                }));
            }
            for (Future<?> each : started) {
                each.get();
            }
        } finally {
            tables.shutdownNow();
        }
        end(
                run,
                functions.invoke(
                        "fanout-finish", object().put("set", set.path("setId").asText())));
    }

    /** Prepare and Ready?, with a shorter wait between. */
    private boolean isPrepared(Run run, JsonNode planned) throws Exception {
        ObjectNode event =
                object().put("prepare", planned.path("runId").asText()).put("execution", run.name);
        while (planned.has("prepare") && run.isRunning()) {
            String state = functions.invoke("fanout-plan", event).path("state").asText();
            if (!state.equals("waiting")) {
                return state.equals("ready");
            }
            Thread.sleep(100);
        }
        return run.isRunning();
    }

    private void copySegments(Run run, JsonNode planned) throws InterruptedException, ExecutionException {
        ExecutorService workers =
                Executors.newFixedThreadPool(planned.path("workers").asInt());
        try {
            List<Future<?>> segments = new ArrayList<>();
            planned.path("segments")
                    .forEach(segment -> segments.add(workers.submit(() -> {
                        copyPiece(run, planned.path("runId").asText(), segment.asInt());
                        return true;
                    })));
            for (Future<?> segment : segments) {
                segment.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** The loop of one child: the function answers its next event. */
    private void copyPiece(Run run, String runId, int segment) throws Exception {
        ObjectNode event = object().put("runId", runId).put("segment", segment).put("execution", run.name);
        boolean isMore = true;
        while (isMore && run.isRunning()) {
            JsonNode answer = copySegment(event);
            event.set("segment", answer.path("segment"));
            isMore = answer.path("state").asText().matches("more|next");
        }
    }

    private JsonNode copySegment(ObjectNode event) throws Exception {
        try {
            return functions.invoke("fanout-segment", event);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            ObjectNode abandon = event.deepCopy();
            abandon.putObject("abandon")
                    .put("Error", e.getClass().getName())
                    .put("Cause", failure(e).toString());
            return functions.invoke("fanout-segment", abandon);
        }
    }

    private JsonNode begin(Run run, JsonNode before) throws Exception {
        return functions
                .invoke(
                        "fanout-finish",
                        object().put("runId", before.path("runId").asText())
                                .put("execution", run.name)
                                .put("phase", before.path("next").asText()))
                .path("run");
    }

    private void finish(Run run, JsonNode planned) throws Exception {
        if (!run.isRunning()) {
            return;
        }
        JsonNode verdict = functions.invoke(
                "fanout-finish",
                object().put("runId", planned.path("runId").asText())
                        .put("execution", run.name)
                        .put("startedAt", run.startedAt.toString()));
        end(run, verdict);
    }

    private static void end(Run run, JsonNode verdict) {
        if (verdict.path("verdict").asText().equals("complete")) {
            run.end("SUCCEEDED", "", "");
        } else {
            run.end(
                    "FAILED",
                    verdict.path("error").asText(),
                    verdict.path("cause").asText());
        }
    }

    private void require(String what, String code) {
        if (isMissing.test(what)) {
            throw new ServiceError(code, what + " is not there");
        }
    }

    private static ObjectNode failure(Exception e) {
        return object().put("errorMessage", String.valueOf(e.getMessage()))
                .put(
                        "errorType",
                        e instanceof ProcessEnded
                                ? "Runtime.ExitError"
                                : e.getClass().getName());
    }

    /** As if the process of a function had died. */
    static final class ProcessEnded extends Exception {
        ProcessEnded() {
            super("Runtime exited with error: exit status 137");
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
