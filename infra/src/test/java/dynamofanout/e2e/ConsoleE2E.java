package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Executions that are started by hand, and what is refused before anything is written. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsoleE2E {
    private final Home home;

    ConsoleE2E(Home home) {
        this.home = home;
    }

    @Test
    void a_wrong_input_fails_with_one_sentence() {
        Map<String, String> wrong = Map.of(
                "not-an-object",
                "[]",
                "misspelt",
                "{\"sorce\": {}}",
                "incomplete",
                "{\"source\": {\"environment\": \"production\", \"table\": \"Any\"}}",
                "mode",
                request("\"mode\": \"overwrit\""),
                "segments",
                request("\"segments\": 0"),
                "ceiling",
                request("\"ceilings\": {\"targetWrites\": \"many\"}"),
                "environment",
                request("\"target\": {\"environment\": \"staging\"}"),
                "run",
                "{\"resume\": \"nowhere\"}");
        Map<String, String> causes = new TreeMap<>();

        wrong.forEach((name, input) -> home.start("wrong-" + name, input));
        wrong.keySet().forEach(name -> causes.put(name, cause(home.ended("wrong-" + name))));

        assertThat(causes)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "not-an-object", "Refused: request must be an object, got: []",
                        "misspelt", "Refused: unknown field \"sorce\" in the input; did you mean \"source\"?",
                        "incomplete", "",
                        "mode", "",
                        "segments", "",
                        "ceiling", "",
                        "environment", "",
                        "run", ""));
    }

    @Test
    void a_protected_target_is_refused_by_the_command_and_by_the_console() {
        home.tables("Protected", 1);

        Terminal.Ran ran = home.fanout(
                "copy", "--source", "development", "--target", "production", "--table", "Protected", "--yes");
        DescribeExecutionResponse execution = home.execute(
                "into-production",
                "{\"source\": {\"environment\": \"development\", \"table\": \"Protected\"},"
                        + " \"target\": {\"environment\": \"production\"}}");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("fanout: \n");
        assertThat(cause(execution)).isEqualTo("Refused: ");
    }

    @Test
    void tables_with_other_keys_are_refused() {
        Tables.create(home.production(), "Keys", "id:S");
        Tables.create(home.development(), "Keys", "number:N");

        Terminal.Ran ran = home.copy("Keys", "keys");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.json().path("error").asText())
                .isEqualTo("the tables' keys must be the same: table Keys in production has id (S), table Keys in"
                        + " development has number (N)");
    }

    private static String request(String field) {
        return "{\"source\": {\"environment\": \"production\", \"table\": \"Any\"}, "
                + (field.startsWith("\"target\"") ? "" : "\"target\": {\"environment\": \"development\"}, ")
                + field + "}";
    }

    private static String cause(DescribeExecutionResponse execution) {
        return execution.error() + ": " + execution.cause();
    }
}
