// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** {@code fanout copy --create}: local copies into targets that do not exist, against a stand-in that knows tags. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CopyIntoNewTableIT {
    /** The first calls only look. */
    private static final int PLANNING = 6;

    private final BackupsHere service = new BackupsHere();

    @RegisterExtension
    final Cli cli = new Cli(LoopbackDynamoDb.start(service));

    @BeforeEach
    void give_a_source_with_indexes_and_ttl() {
        cli.hurry(1_000);
        cli.source().createTable(DefinitionIT.orders());
        cli.source().updateTimeToLive(ttl -> ttl.tableName("Orders")
                .timeToLiveSpecification(spec -> spec.attributeName("expires").enabled(true)));
        Tables.put(
                cli.source(),
                "Orders",
                Stream.iterate(0, i -> i + 1)
                        .limit(30)
                        .map(i -> item("a0", "item-" + i, "a1", i))
                        .toList());
    }

    @Test
    void creates_the_target_after_the_source_and_copies() {
        Queue<String> calls = listen();

        Cli.Ran ran = copy("--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertCopied();
        assertThat(tags()).containsExactly(Map.entry("fanout:run", "night"));
        JsonNode created = ran.json().path("created");
        assertThat(created.path("table").asText()).isEqualTo("Orders");
        assertThat(created.path("arn").asText()).isEqualTo(describe().tableArn());
        assertThat(created.path("notCopied"))
                .hasToString("[{\"what\":\"resource policy, Kinesis destination, Contributor Insights (whether the"
                        + " source has them cannot be seen)\"}]");
        assertThat(ran.err())
                .contains("           does not exist yet, will have key a0 (S), a1 (N)\n")
                .contains("  create   the target, like the source: on demand, stream NEW_AND_OLD_IMAGES; once all is"
                        + " copied: time to live on expires\n")
                .contains("  backup   none: the run creates its target, so there is no state before it\n")
                .contains("  created  table Orders\n");
        assertThat(calls)
                .containsSubsequence("CreateTable", "BatchWriteItem", "UpdateTimeToLive")
                .doesNotContainSubsequence("UpdateTimeToLive", "BatchWriteItem");
    }

    @Test
    void a_dry_run_shows_it_and_creates_nothing() {
        Cli.Ran ran = cli.run("copy production/Orders development/OrdersCopy --create --dry-run --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("create").path("request").path("TableName").asText())
                .isEqualTo("OrdersCopy");
        assertThat(ran.json().path("estimate").path("items").asInt()).isEqualTo(30);
        assertThat(cli.target().listTables().tableNames()).isEmpty();
    }

    @Test
    void a_target_that_is_there_is_copied_into_as_ever() {
        copy();
        Cli.Ran again = cli.run("copy production/Orders development --create --yes --json");

        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(again.json().has("created")).isFalse();
        assertThat(again.err()).contains("the target is not empty").doesNotContain("  create ");
    }

    @ParameterizedTest
    @CsvSource({"missing, ''", "changed, ''", "mirror, ''", "overwrite, --verify", "overwrite, --backup=always"})
    void every_mode_that_writes_fills_it(String mode, String option) {
        Cli.Ran ran = option.isEmpty() ? copy("--mode", mode, "--json") : copy("--mode", mode, option, "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(30);
        assertThat(ran.json().path("units").path("targetWrites").asDouble()).isEqualTo(30);
        assertThat(ran.err()).contains("30 write units, ").doesNotContain("  differs ");
        assertThat(service.backups()).isEmpty();
        assertCopied();
    }

    @Test
    void a_comparison_creates_nothing() throws IOException {
        cli.fanoutJson("{\"environments\": {}}");
        Cli.Ran ran = cli.run("copy production/Orders development --mode compare --create --yes");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("create is for modes that write: compare creates nothing");
    }

    @Test
    void selected_keys_are_copied_into_it() {
        Cli.Ran ran = copy("--partition-key", "a0=item-7", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(Tables.items(cli.target(), "Orders")).hasSize(1);
        assertThat(definition("development/Orders")).contains("expires");
    }

    @Test
    void the_environment_decides_about_billing_protection_recovery_and_tags() throws IOException {
        cli.source().tagResource(tag -> tag.resourceArn(sourceArn())
                .tags(Tag.builder().key("team").value("shop").build()));
        environment("\"billing\": \"as-source\", \"deletionProtection\": true, \"pointInTimeRecovery\": true,"
                + " \"tags\": {\"stage\": \"dev\"}, \"tagsFromSource\": true");
        Queue<String> calls = listen();

        Cli.Ran ran = copy();

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(describe().deletionProtectionEnabled()).isTrue();
        assertThat(tags()).containsOnly(entry("team", "shop"), entry("stage", "dev"), entry("fanout:run", "night"));
        assertThat(cli.target()
                        .describeContinuousBackups(backups -> backups.tableName("Orders"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatusAsString())
                .isEqualTo("ENABLED");
        assertThat(calls)
                .containsSubsequence("BatchWriteItem", "UpdateContinuousBackups")
                .doesNotContainSubsequence("UpdateContinuousBackups", "BatchWriteItem");
        assertThat(ran.out())
                .contains("protected against deletion, tags stage, team; once all is copied: time to live on expires,"
                        + " point-in-time recovery");
    }

    @Test
    void nothing_is_asked_of_a_time_to_live_before_all_is_copied_also_when_items_are_refused() {
        cli.wire(Wire.through(
                call -> call.operation().equals("BatchWriteItem") && call.body().contains("item-7\"")
                        ? Wire.error("ValidationException", "Item size has exceeded the maximum allowed size")
                        : call.send()));

        Cli.Ran ran = copy("--json");
        cli.wire(real -> real);
        Cli.Ran replay = cli.run("replay night --yes");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.json().path("verdict").asText()).isEqualTo("incomplete");
        assertThat(ran.json().path("counts").path("refused").asInt()).isEqualTo(1);
        assertThat(replay.exit()).as(replay.all()).isZero();
        assertCopied();
    }

    @Test
    void a_run_that_was_stopped_sets_nothing_before_it_is_resumed() {
        var isRefused = new AtomicBoolean(true);
        cli.wire(Wire.through(call -> call.operation().equals("BatchWriteItem") && isRefused.get()
                ? Wire.error("ValidationException", "Item size has exceeded the maximum allowed size")
                : call.send()));

        Cli.Ran stopped = copy("--max-refused", "3", "--segments", "30", "--workers", "1", "--json");
        Optional<String> meanwhile = timeToLive();
        isRefused.set(false);
        Cli.Ran resumed = cli.run("resume night --max-refused 1000 --json");

        assertThat(stopped.json().path("verdict").asText()).as(stopped.all()).isEqualTo("stopped");
        assertThat(meanwhile).isEmpty();
        assertThat(resumed.json().path("verdict").asText()).as(resumed.all()).isEqualTo("incomplete");
        assertThat(timeToLive()).contains("expires");
    }

    @Test
    void a_run_whose_time_to_live_cannot_be_set_is_failed_and_goes_on_there() {
        var isDenied = new AtomicBoolean(true);
        cli.wire(Wire.through(call -> call.operation().equals("UpdateTimeToLive") && isDenied.get()
                ? Wire.error("AccessDeniedException", "not authorized")
                : call.send()));

        Cli.Ran failed = copy("--json");
        isDenied.set(false);
        Cli.Ran resumed = cli.run("resume night --json");

        assertThat(failed.exit()).as(failed.all()).isEqualTo(1);
        assertThat(failed.json().path("reason").asText())
                .isEqualTo("time to live or point-in-time recovery of table Orders in development is not set yet"
                        + " (UpdateTimeToLive was answered with AccessDeniedException: not authorized): resume to set"
                        + " it");
        assertThat(failed.json().path("next").asText()).isEqualTo("fanout resume night");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("counts").path("written").asInt()).isEqualTo(30);
        assertCopied();
    }

    @Test
    void waits_until_the_table_can_be_used_and_while_the_account_creates_as_many_as_it_may() {
        service.looksUntilCreated(3);
        var refusals = new AtomicInteger(2);
        cli.wire(Wire.through(call -> call.operation().equals("CreateTable") && refusals.getAndDecrement() > 0
                ? Wire.error("LimitExceededException", "Subscriber limit exceeded")
                : call.send()));

        Cli.Ran ran = copy();

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains("creating table Orders in development: CreateTable was answered with LimitExceededException:"
                        + " Subscriber limit exceeded, ")
                .contains("creating table Orders in development: CREATING, ");
        assertCopied();
    }

    @Test
    void leaves_the_table_alone_of_somebody_who_is_faster() {
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("CreateTable")) {
                cli.target().createTable(DefinitionIT.orders());
            }
            return call.send();
        }));

        Cli.Ran ran = copy("--json");
        Cli.Ran resumed = cli.run("resume night --json");

        for (Cli.Ran each : List.of(ran, resumed)) {
            assertThat(each.exit()).as(each.all()).isEqualTo(1);
            assertThat(each.json().path("reason").asText())
                    .isEqualTo("table Orders in development was created by somebody else just now: it is left alone;"
                            + " nothing was written");
            assertThat(each.json().has("created")).isFalse();
        }
        assertThat(Tables.items(cli.target(), "Orders")).isEmpty();
        assertThat(timeToLive()).isEmpty();
    }

    @Test
    void never_writes_into_a_table_that_took_the_place_of_its_own() {
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("BatchWriteItem")
                    && describe().tableStatusAsString().equals("ACTIVE")) {
                throw new Killed();
            }
            return call.send();
        }));
        killed();
        cli.wire(real -> real);
        cli.target().deleteTable(table -> table.tableName("Orders"));
        cli.target().createTable(DefinitionIT.orders());

        Cli.Ran resumed = cli.run("resume night");

        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(2);
        assertThat(resumed.err()).contains("is not the one that the run was planned for: it was re-created");
        assertThat(Tables.items(cli.target(), "Orders")).isEmpty();
    }

    static IntStream calls() {
        return IntStream.range(1, 34);
    }

    /** With the answer to the last call lost, or the call itself. */
    @ParameterizedTest
    @MethodSource("calls")
    void goes_on_wherever_it_was_killed(int call) {
        service.looksUntilCreated(1);
        var calls = new AtomicInteger();
        boolean isSent = call % 2 == 0;
        cli.wire(Wire.through(each -> {
            int number = calls.incrementAndGet();
            if (number == call / 2 + PLANNING && isSent) {
                each.send();
            }
            if (number >= call / 2 + PLANNING) {
                throw new Killed();
            }
            return each.send();
        }));
        killed();
        cli.wire(real -> real);

        boolean isThere = Files.exists(cli.runDirectory("night").resolve("control.json"));
        Cli.Ran last = isThere ? cli.run("resume night --json") : copy("--json");

        assertThat(last.exit()).as(last.all()).isZero();
        assertThat(last.json().path("counts").path("read").asInt()).isEqualTo(30);
        assertThat(tags()).containsEntry("fanout:run", "night");
        assertCopied();
    }

    @Test
    void fanout_create_goes_on_with_what_it_began_and_with_nothing_else() {
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("UpdateTimeToLive")) {
                throw new Killed();
            }
            return call.send();
        }));
        Cli.Ran killed = cli.run("create production/Orders development --yes");
        cli.wire(real -> real);

        Cli.Ran again = cli.run("create production/Orders development --yes");
        Cli.Ran done = cli.run("create production/Orders development --yes");

        assertThat(killed.exit()).isNotZero();
        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(again.out()).startsWith("Go on creating table Orders in development");
        assertThat(timeToLive()).contains("expires");
        assertThat(done.err()).contains("is there already, and fanout never changes an existing table");
    }

    @Test
    void fanout_create_leaves_the_table_of_a_run_alone() {
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("UpdateTimeToLive")) {
                throw new Killed();
            }
            return call.send();
        }));
        killed();
        cli.wire(real -> real);

        Cli.Ran refused = cli.run("create production/Orders development --yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(timeToLive()).isEmpty();
    }

    @Test
    void restore_says_that_there_was_nothing_before() {
        copy();

        Cli.Ran restore = cli.run("restore night");

        assertThat(restore.exit()).isEqualTo(2);
        assertThat(restore.err())
                .isEqualToNormalizingNewlines("fanout: run night made no backup that could be restored: the run creates"
                        + " its target, so there is no state before it\n");
    }

    @Test
    void a_mask_is_checked_and_applied_without_a_target() throws IOException {
        cli.variable("FANOUT_MASK_SECRET", "0123456789abcdef0123456789abcdef");
        Files.writeString(
                cli.home().resolve("mask.json"),
                "{\"format\": 1, \"secret\": {\"environmentVariable\": \"FANOUT_MASK_SECRET\"}, \"tables\": {"
                        + "\"Orders\": {\"attributes\": {\"a0\": {\"token\": \"order\"}, \"a1\": \"keep\"}}}}");

        Cli.Ran ran = copy("--mask", "mask.json", "--mode", "changed", "--json");
        Cli.Ran bad = cli.run(
                "copy",
                "production/Orders",
                "development/Other",
                "--create",
                "--yes",
                "--mask",
                Files.writeString(
                                cli.home().resolve("bad.json"),
                                Files.readString(cli.home().resolve("mask.json"))
                                        .replace("{\"token\": \"order\"}", "{\"fixed\": \"x\"}"))
                        .toString());

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(30);
        assertThat(Tables.items(cli.target(), "Orders").toString()).doesNotContain("item-");
        assertThat(bad.exit()).isEqualTo(2);
        assertThat(bad.err()).contains("cannot be used for table Other in development");
        assertThat(cli.target().listTables().tableNames()).containsExactly("Orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "live | environment live is protected (account 555555555555",
                "development/Secret | table Secret must be among the tables of environment development",
                "elsewhere | data of environment production may only be copied to development, live",
                "development/arn:aws:dynamodb:eu-west-1:222222222222:table/Orders | the table to create must be a name"
            })
    void refuses_where_nothing_may_be_created(String target, String sentence) throws IOException {
        cli.fanoutJson(
                """
                {"environments": {
                  "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                                 "tables": ["*"], "copyTo": ["development", "live"]},
                  "live": {"account": "555555555555", "region": "eu-west-1", "profile": "live",
                           "tables": ["*"], "protected": true},
                  "elsewhere": {"account": "444444444444", "region": "eu-west-1", "profile": "elsewhere", "tables": ["*"]},
                  "development": {"account": "222222222222", "region": "eu-west-1", "profile": "development",
                                  "tables": ["Orders*"]}}}
                """);
        cli.profiles(cli.server().profile("live", "555555555555") + cli.server().profile("elsewhere", "444444444444"));
        Queue<String> calls = listen();

        Cli.Ran refused = cli.run("copy", "production/Orders", target, "--create", "--yes");

        assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence);
        assertThat(calls).doesNotContain("CreateTable");
    }

    /** Ends a process: whatever it calls from then on never comes back. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void killed() {
        Cli.Ran ran = copy("--segments", "2", "--workers", "1");
        assertThat(ran.exit()).as(ran.all()).isNotZero();
    }

    private Queue<String> listen() {
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        cli.wire(Wire.through(call -> {
            calls.add(call.operation());
            return call.send();
        }));
        return calls;
    }

    private void environment(String create) throws IOException {
        cli.fanoutJson(
                """
                {"environments": {
                  "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production", "tables": ["*"]},
                  "development": {"account": "222222222222", "region": "eu-west-1", "profile": "development", "tables": ["*"],
                                  "create": {CREATE}}}}
                """
                        .replace("CREATE", create));
    }

    private String sourceArn() {
        return cli.source()
                .describeTable(table -> table.tableName("Orders"))
                .table()
                .tableArn();
    }

    private TableDescription describe() {
        return cli.target().describeTable(table -> table.tableName("Orders")).table();
    }

    private Map<String, String> tags() {
        return cli
                .target()
                .listTagsOfResource(tags -> tags.resourceArn(describe().tableArn()))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private Optional<String> timeToLive() {
        return Optional.ofNullable(cli.target()
                .describeTimeToLive(ttl -> ttl.tableName("Orders"))
                .timeToLiveDescription()
                .attributeName());
    }

    private Cli.Ran copy(String... more) {
        return cli.run(Stream.concat(
                        Stream.of("copy", "production/Orders", "development", "--create", "--yes", "--run-id", "night"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void assertCopied() {
        assertThat(Tables.items(cli.target(), "Orders")).isEqualTo(Tables.items(cli.source(), "Orders"));
        assertThat(definition("development/Orders")).isEqualTo(definition("production/Orders"));
        assertThat(definition("development/Orders")).contains("expires");
    }

    private String definition(String place) {
        return DefinitionIT.shapeOf(cli.run("describe", place, "--as", "cli"));
    }
}
