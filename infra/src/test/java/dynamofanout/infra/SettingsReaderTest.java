// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsReaderTest {
    @TempDir
    Path root;

    private final Map<String, String> context = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void lay_out_the_source_tree() throws IOException {
        Files.createDirectories(root.resolve("infra"));
        Files.createDirectories(root.resolve("functions/target"));
        Files.writeString(root.resolve("functions/target/functions.jar"), "jar");
        Files.writeString(root.resolve("fanout.json"), Deployments.TWO_ACCOUNTS);
    }

    @Test
    void the_file_beside_infra_and_the_built_jar_are_taken_with_the_usual_figures() {
        Settings settings = read();

        assertThat(settings.code().jar()).isEqualTo(root.resolve("functions/target/functions.jar"));
        assertThat(settings.code().fanoutJson()).isEqualTo(Deployments.TWO_ACCOUNTS);
        assertThat(settings.written().environments()).containsOnlyKeys("production", "development", "guest");
        assertThat(settings.durations()).isEqualTo(Durations.DEFAULT);
        assertThat(settings.sizes()).isEqualTo(Sizes.DEFAULT);
        assertThat(settings.formerRunTable()).isFalse();
    }

    @Test
    void context_config_comes_before_the_variable_and_both_before_the_file_that_is_there() throws IOException {
        Files.writeString(root.resolve("one.json"), oneEnvironment("one"));
        Files.writeString(root.resolve("two.json"), oneEnvironment("two"));
        variables.put("FANOUT_CONFIG", "../two.json");

        assertThat(read().written().environments()).containsOnlyKeys("two");

        context.put("config", "../one.json");

        assertThat(read().written().environments()).containsOnlyKeys("one");
    }

    @Test
    void context_sets_every_figure() {
        context.putAll(Map.of(
                "saveSeconds",
                "1",
                "leaseSeconds",
                "3",
                "callSeconds",
                "2",
                "takeOverSeconds",
                "5",
                "marginSeconds",
                "4",
                "timeoutSeconds",
                "10",
                "memoryMb",
                "1024",
                "mostWorkers",
                "7",
                "keepDays",
                "30",
                "logDays",
                "14"));
        context.put("formerRunTable", "true");

        Settings settings = read();

        assertThat(settings.durations())
                .isEqualTo(new Durations(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(10)));
        assertThat(settings.sizes()).isEqualTo(new Sizes(1024, 7, 30, 14));
        assertThat(settings.formerRunTable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memoryMb       | 128  | memoryMb must be a whole number from 256 to 10240, got: \"128\"",
                "saveSeconds    | soon | saveSeconds must be a whole number from 1 to 900, got: \"soon\"",
                "mostWorkers    | 0    | mostWorkers must be a whole number from 1 to 1000, got: \"0\"",
                "formerRunTable | yes  | formerRunTable must be true or false, got: \"yes\"",
                "logDays        | 5    | logDays must be one of 1, 3, 7, 14, 30, 60, 90, 180, 365, got: 5",
                "timeoutSeconds | 89   | timeoutSeconds must be at least 90 (3 x leaseSeconds, or a worker only waits and"
                        + " ends), got: 89",
                "leaseSeconds   | 10   | leaseSeconds must be at least 11 (saveSeconds + 1), got: 10",
                "takeOverSeconds| 39   | takeOverSeconds must be at least 40 (leaseSeconds + callSeconds), got: 39",
                "marginSeconds  | 9    | marginSeconds must be at least 10 (callSeconds, so that what is in flight can end),"
                        + " got: 9"
            })
    void a_figure_that_cannot_be_is_refused_by_name(String name, String value, String sentence) {
        context.put(name, value);

        assertThatThrownBy(this::read).isInstanceOf(BadInput.class).hasMessage(sentence);
    }

    @Test
    void a_worker_that_takes_over_must_have_time_left_to_write() {
        context.putAll(Map.of("takeOverSeconds", "100", "timeoutSeconds", "120"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "timeoutSeconds must be at least 130 (takeOverSeconds + marginSeconds + saveSeconds, or a worker"
                                + " that takes over never writes), got: 120");
    }

    @Test
    void without_a_file_it_says_how_to_make_one() throws IOException {
        Files.delete(root.resolve("fanout.json"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("fanout.json is missing in " + root
                        + ": copy fanout.example.json and put your accounts in, or name yours by -c config=PATH or"
                        + " $FANOUT_CONFIG");
    }

    @Test
    void a_file_that_was_named_must_be_there() {
        context.put("config", "../other.json");

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("context config must name a file, got: " + root.resolve("other.json"));
    }

    @Test
    void without_the_functions_jar_it_says_what_makes_it() throws IOException {
        Files.delete(root.resolve("functions/target/functions.jar"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("functionsJar must be the functions' jar (mvn -pl functions package makes it), got: "
                        + root.resolve("functions/target/functions.jar"));
    }

    @Test
    void a_wrong_file_is_one_sentence() throws IOException {
        Files.writeString(
                root.resolve("fanout.json"), Deployments.TWO_ACCOUNTS.replace("\"protected\"", "\"protectd\""));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("unknown field \"environments.production.protectd\" in " + root.resolve("fanout.json")
                        + "; did you mean \"protected\"?");
    }

    @Test
    void a_file_without_a_home_cannot_be_deployed() throws IOException {
        Files.writeString(
                root.resolve("fanout.json"),
                "{\"environments\": {\"a\": {\"account\": \"111111111111\", \"region\": \"eu-west-1\", \"tables\": [\"*\"]}}}");

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("field \"home\" is missing in " + root.resolve("fanout.json"));
    }

    @Test
    void an_environment_cannot_have_the_name_of_a_function() throws IOException {
        Files.writeString(root.resolve("fanout.json"), oneEnvironment("Plan"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "the name of an environment must not be plan, segment, finish or query (fanout-plan and so on"
                                + " are the functions' roles), got: \"Plan\"");
    }

    @Test
    void environments_must_differ_in_what_their_stacks_are_called() throws IOException {
        Files.writeString(
                root.resolve("fanout.json"),
                Deployments.TWO_ACCOUNTS
                        .replace("\"production\": {", "\"dev-1\": {")
                        .replace("\"development\": {", "\"Dev_1\": {")
                        .replace("\"copyTo\": [\"development\"]", "\"copyTo\": []"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "the names of environments must differ by more than case, \"-\" and \"_\", got: \"dev-1\" and"
                                + " \"Dev_1\"");
    }

    @Test
    void a_boundary_is_a_policys_name() {
        context.put("permissionsBoundary", "Limits");
        assertThat(read().permissionsBoundary()).contains("Limits");

        context.put("permissionsBoundary", "arn:aws:iam::111111111111:policy/Limits");
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("permissionsBoundary must be the name of a managed policy that each account has, got:"
                        + " \"arn:aws:iam::111111111111:policy/Limits\"");
    }

    @Test
    void an_environment_of_another_partition_is_refused() throws IOException {
        Files.writeString(root.resolve("fanout.json"), Deployments.TWO_ACCOUNTS.replace("eu-central-1", "cn-north-1"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "environments.development.region must lie in the home's partition (aws, as eu-west-1), since no"
                                + " role can be assumed across partitions, got: \"cn-north-1\" (aws-cn)");
    }

    @Test
    void a_topic_of_another_region_is_refused() throws IOException {
        Files.writeString(
                root.resolve("fanout.json"),
                Deployments.TWO_ACCOUNTS.replace("arn:aws:sns:eu-west-1", "arn:aws:sns:us-east-1"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "home.alarmTopic must be in the home's Region (eu-west-1), since alarms reach no other, got:"
                                + " \"arn:aws:sns:us-east-1:333333333333:alarms\"");
    }

    @Test
    void two_environments_cannot_have_one_role() throws IOException {
        Files.writeString(
                root.resolve("fanout.json"),
                Deployments.TWO_ACCOUNTS
                        .replace("\"development\": {", "\"read-production\": {")
                        .replace("\"copyTo\": [\"development\"]", "\"copyTo\": []"));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadInput.class)
                .hasMessage("the roles of two environments must differ, got: \"production\" and \"read-production\","
                        + " which would both have the role fanout-read-production");
    }

    private Settings read() {
        return new SettingsReader(root.resolve("infra"), name -> Optional.ofNullable(context.get(name)), variables::get)
                .read();
    }

    private static String oneEnvironment(String name) {
        return Deployments.TWO_ACCOUNTS.replaceAll(
                "(?s)\"environments\": .*",
                "\"environments\": {\"" + name
                        + "\": {\"account\": \"111111111111\", \"region\": \"eu-west-1\", \"tables\": [\"*\"]}}}");
    }
}
