// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.StoreFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jar that is deployed, in a process of its own under AWS's runtime interface client, laid out as Lambda unpacks it.
 * The client's native part is made for Linux only. No AWS is there: what the handlers do with it, other tests show.
 */
@EnabledOnOs(OS.LINUX)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuntimeClientIT {
    private static final String FANOUT_JSON =
            """
            {"home": {"account": "333333333333", "region": "eu-west-1"},
             "environments": {"production": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"]}}}
            """;

    @TempDir
    private Path task;

    private RuntimeApi lambda;
    private Optional<Process> process = Optional.empty();

    @BeforeEach
    void unpack_the_asset() throws IOException {
        lambda = new RuntimeApi();
        Files.createDirectory(task.resolve("lib"));
        Files.copy(Path.of("target", "functions.jar"), task.resolve("lib").resolve("functions.jar"));
        Files.writeString(task.resolve("fanout.json"), FANOUT_JSON);
    }

    @AfterEach
    void end_the_process() {
        process.ifPresent(Process::destroyForcibly);
        lambda.close();
    }

    @Test
    void initializes_and_answers_an_event() throws Exception {
        start(PlanHandler.class, Map.of());

        lambda.send("{\"execution\": \"night\", \"request\": {\"sorce\": {}}}");

        RuntimeApi.Said said = lambda.next();
        assertThat(said.path()).isEqualTo("invocation/request/response");
        assertThat(said.body().path("refused").asText())
                .isEqualTo("unknown field \"sorce\" in the input; did you mean \"source\"?");
    }

    @ParameterizedTest
    @ValueSource(classes = {SegmentHandler.class, FinishHandler.class})
    void names_an_error_by_its_class_as_the_state_machine_retries_it(Class<?> handler) throws Exception {
        start(handler, Map.of());

        lambda.send(
                "{\"runId\": \"night\", \"segment\": 0, \"execution\": \"night\", \"startedAt\": \"2026-11-24T10:00:00Z\"}");

        RuntimeApi.Said said = lambda.next();
        assertThat(said.path()).isEqualTo("invocation/request/error");
        assertThat(said.body().path("errorType").asText()).isEqualTo(StoreFailed.class.getName());
    }

    @Test
    void says_which_setting_is_missing_when_it_cannot_initialize() throws Exception {
        start(SegmentHandler.class, Map.of("FANOUT_LEASE_SECONDS", ""));

        RuntimeApi.Said said = lambda.next();

        assertThat(said.path()).isEqualTo("init/error");
        assertThat(said.body().path("errorMessage").asText())
                .isEqualTo("environment variable FANOUT_LEASE_SECONDS must be set");
    }

    /** Lambda's own jars are not in the functions' directory: they come with the runtime. */
    private void start(Class<?> handler, Map<String, String> variables) throws IOException {
        String runtime = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("aws-lambda-java"))
                .collect(Collectors.joining(File.pathSeparator));
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        runtime,
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        handler.getName() + "::handleRequest")
                .directory(task.toFile())
                .inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment());
        builder.environment().putAll(variables);
        process = Optional.of(builder.start());
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", lambda.address(),
                "LAMBDA_TASK_ROOT", task.toString(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "333333333333",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:9"));
        variables.putAll(Map.of(
                "FANOUT_RUNS_TABLE", "FanoutRuns",
                "FANOUT_STATE_MACHINE", "arn:aws:states:eu-west-1:333333333333:stateMachine:fanout",
                "FANOUT_SAVE_SECONDS", "1",
                "FANOUT_LEASE_SECONDS", "3",
                "FANOUT_CALL_SECONDS", "3",
                "FANOUT_TAKE_OVER_SECONDS", "6",
                "FANOUT_MARGIN_SECONDS", "3",
                "FANOUT_MOST_WORKERS", "10",
                "FANOUT_KEEP_DAYS", "1",
                "FANOUT_MEMORY_MB", "512"));
        return variables;
    }
}
