// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Copies through a mask, from the command line. Clear values of masked attributes all hold the word of a canary. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class MaskIT {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int CUSTOMERS = 40;
    private static final int ORDERS = 120;

    /** In values of masked attributes that are no key: nowhere but in the source. */
    private static final String CANARY = "kanarienvogel";

    /** In keys: the run store keeps them, in order to go on. */
    private static final String KEY_CANARY = "zaunkoenig";

    private static final String MASK =
            """
            {"format": 1, "secret": {"environmentVariable": "FANOUT_MASK_SECRET"},
             "tables": {
               "Customers": {"attributes": {
                  "customerId": {"token": "customer"}, "name": {"name": "full"}, "email": {"email": "customer"},
                  "phone": {"shape": "phone"}, "address.street": {"shape": "street"}, "address.country": "keep",
                  "notes[].text": "drop", "born": {"shiftDays": 30, "by": "customerId"}, "tags": {"token": "tag"},
                  "status": "keep"MORE}},
               "Orders": {"attributes": {
                  "orderId": "keep", "customerId": {"token": "customer"}, "total": "keep", "comment": {"fixed": "removed"}}}}}
            """;

    @RegisterExtension
    final Cli cli = new Cli();

    private final Queue<String> toTarget = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void fill() throws IOException {
        for (var client : List.of(cli.source(), cli.target())) {
            Tables.create(client, "Customers", "customerId:S");
            Tables.create(client, "Orders", "orderId:S");
        }
        Tables.put(cli.source(), "Customers", customers());
        Tables.put(
                cli.source(),
                "Orders",
                IntStream.range(0, ORDERS)
                        .mapToObj(i -> item(
                                "orderId",
                                "O-" + i,
                                "customerId",
                                customerId(i % CUSTOMERS),
                                "total",
                                i,
                                "comment",
                                "for " + CANARY + i))
                        .toList());
        cli.variable("FANOUT_MASK_SECRET", SECRET);
        mask("");
        policy("{\"environment\": \"development\", \"mask\": \"masks/development.json\"}");
        cli.wire(real -> new FaultyHttp(real, (operation, request) -> {
            if (isToTarget(request)) {
                toTarget.add(body(request));
            }
            return Fault.NONE;
        }));
    }

    @Test
    void two_masked_tables_join_as_the_clear_ones_do() {
        assertThat(cli.copy("Customers").exit()).isZero();
        assertThat(cli.copy("Orders").exit()).isZero();

        Set<Object> customers = new HashSet<>();
        Tables.items(cli.target(), "Customers").forEach(each -> customers.add(each.get("customerId")));
        assertThat(customers).hasSize(CUSTOMERS);
        assertThat(Tables.items(cli.target(), "Orders"))
                .hasSize(ORDERS)
                .allMatch(order -> customers.contains(order.get("customerId")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overwrite --verify", "missing --verify", "changed --verify", "overwrite --dry-run"})
    void nothing_clear_leaves_in_any_mode(String mode) {
        List<Cli.Ran> ran = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ran.add(cli.copy("Customers", ("--json --mode " + mode).split(" ")));
            ran.add(cli.copy("Orders", ("--json --mode " + mode).split(" ")));
        }
        ran.add(compare("Customers", "--show", "20", "--output", "differences.jsonl"));

        assertThat(ran).allMatch(each -> each.exit() != 1 && each.exit() != 2);
        ran.add(cli.copy("Customers", "--json", "--mode", "mirror", "--max-deletes", "100"));
        assertThat(ran.get(ran.size() - 1).exit()).isEqualTo(2);
        assertThat(ran.get(0).exit()).as(ran.get(0).all()).isZero();
        assertNothingClear(ran);
    }

    @Test
    void nothing_clear_leaves_where_processes_are_killed_and_calls_are_listed() throws Exception {
        String[] copy =
                ("copy production/Customers development --local --yes --json --debug --run-id killed --write-units 10"
                                + " --segments 4")
                        .split(" ", -1);
        List<Cli.Ran> ran = new ArrayList<>();
        Child child = Child.start(cli, Map.of("FANOUT_MASK_SECRET", SECRET), List.of(), copy);
        for (int kills = 1; kills <= 2; kills++) {
            int more = 5 * kills;
            child.until(() -> Tables.items(cli.target(), "Customers").size() >= more);
            child.kill();
            ran.add(child.await());
            child = Child.start(
                    cli, Map.of("FANOUT_MASK_SECRET", SECRET), List.of(), "resume", "killed", "--json", "--debug");
        }
        child.kill();
        ran.add(child.await());
        Cli.Ran resumed = cli.run("resume", "killed", "--write-units", "100000", "--json", "--debug");
        ran.add(resumed);

        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.err()).contains("fanout: calls are listed in ");
        assertThat(Tables.items(cli.target(), "Customers"))
                .hasSize(CUSTOMERS)
                .noneMatch(item ->
                        item.toString().contains(CANARY) || item.toString().contains(KEY_CANARY));
        assertNothingClear(ran);
    }

    @Test
    void behind_a_masked_key_every_item_is_looked_up_and_paid_for() {
        cli.copy("Customers");
        cli.copy("Orders");

        double ofMaskedKey = readAtTarget(cli.copy("Customers", "--mode", "changed", "--json"));
        double ofKeptKey = readAtTarget(cli.copy("Orders", "--mode", "changed", "--json"));

        assertThat(ofMaskedKey).isBetween(0.5 * CUSTOMERS, 1.0 * CUSTOMERS);
        assertThat(ofKeptKey).isLessThan(0.1 * ORDERS);
    }

    private static double readAtTarget(Cli.Ran ran) {
        assertThat(ran.exit()).as(ran.all()).isZero();
        return ran.json().path("units").path("targetReads").asDouble();
    }

    @Test
    void a_second_copy_of_an_unchanged_source_writes_nothing() {
        cli.copy("Customers", "--mode changed");

        Cli.Ran again = cli.copy("Customers", "--mode changed --verify --json");

        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(again.json().path("counts").path("written").asInt()).isZero();
        assertThat(again.json().path("counts").path("unchanged").asInt()).isEqualTo(CUSTOMERS);
    }

    @Test
    void a_changed_customer_is_written_under_its_token_again() {
        cli.copy("Customers", "--mode changed");
        Map<String, AttributeValue> changed = customers().get(3);
        Map<String, AttributeValue> renamed = new java.util.HashMap<>(changed);
        renamed.put("status", AttributeValue.fromS("LEFT"));
        Tables.put(cli.source(), "Customers", List.of(renamed));

        Cli.Ran again = cli.copy("Customers", "--mode changed --json");

        assertThat(again.json().path("counts").path("written").asInt()).isEqualTo(1);
        assertThat(Tables.items(cli.target(), "Customers")).hasSize(CUSTOMERS);
    }

    @Test
    void a_new_attribute_stops_its_item_until_it_has_a_rule_and_a_replay() throws IOException {
        Map<String, AttributeValue> more = new java.util.HashMap<>(customers().get(7));
        more.put("passport", AttributeValue.fromS(CANARY + " 7"));
        Tables.put(cli.source(), "Customers", List.of(more));

        Cli.Ran first = cli.copy("Customers", "--run-id first --json");
        mask(", \"passport\": \"drop\"");
        Cli.Ran replay = cli.run("replay first --yes --json");

        assertThat(first.exit()).isEqualTo(3);
        assertThat(first.json().path("reason").asText())
                .isEqualTo("1 of 40 items were refused by the mask or the target");
        assertThat(first.err()).contains("MaskRefused: passport must have a rule in the mask, got: none");
        assertThat(first.json().path("next").asText()).isEqualTo("fanout replay first");
        assertThat(replay.exit()).as(replay.all()).isZero();
        assertThat(replay.json().path("counts").path("written").asInt()).isEqualTo(1);
        assertThat(Tables.items(cli.target(), "Customers")).hasSize(CUSTOMERS);
        assertNothingClear(List.of(first, replay));
    }

    @Test
    void the_plan_names_the_mask_and_what_its_rules_do() {
        Cli.Ran dry = cli.copy("Customers", "--dry-run --json");

        assertThat(dry.err())
                .contains("mask     masks/development.json (Customers), by a sample of 40 items")
                .contains("token: customerId 40, tags 40")
                .contains("drop: notes[].text 40")
                .contains("keep: address.country 40, status 40");
        JsonNode mask = dry.json().path("mask");
        assertThat(mask.path("file").asText()).isEqualTo("masks/development.json");
        assertThat(mask.path("masksKey").asBoolean()).isTrue();
        assertThat(mask.path("fingerprint").asText()).hasSizeGreaterThan(20);
    }

    @Test
    void the_summary_names_the_mask() {
        JsonNode mask = cli.copy("Customers", "--json").json().path("mask");

        assertThat(mask.path("file").asText()).isEqualTo("masks/development.json");
        assertThat(mask.path("fingerprint").asText()).hasSizeGreaterThan(20);
    }

    @Test
    void a_mirror_needs_a_mask_that_keeps_keys() {
        assertRefused(
                cli.copy("Customers", "--mode mirror"),
                "mirror must have a mask that leaves keys as they are, but masks/development.json changes some, so that"
                        + " it cannot be told which items only the target has: use --mode changed");
        assertThat(cli.copy("Orders", "--mode mirror").exit()).isZero();
    }

    @Test
    void a_mirror_of_kept_keys_deletes_what_only_the_target_has() {
        Tables.put(cli.target(), "Orders", List.of(item("orderId", "O-extra", "total", 1)));

        Cli.Ran mirror = cli.copy("Orders", "--mode mirror --max-deletes 5 --verify --json");

        assertThat(mirror.exit()).as(mirror.all()).isZero();
        assertThat(mirror.json().path("counts").path("deleted").asInt()).isEqualTo(1);
        assertThat(Tables.items(cli.target(), "Orders")).hasSize(ORDERS);
        assertNothingClear(List.of(mirror));
    }

    @Test
    void a_comparison_behind_masked_keys_finds_no_extras_and_says_so() {
        cli.copy("Customers");
        Tables.put(cli.target(), "Customers", List.of(item("customerId", "only-here", "status", "NEW")));

        Cli.Ran equal = compare("Customers");
        Tables.put(cli.source(), "Customers", List.of(item("customerId", KEY_CANARY + "-new", "status", "NEW")));
        Cli.Ran different = compare("Customers");

        assertThat(equal.exit()).as(equal.all()).isZero();
        assertThat(equal.err())
                .contains("the mask changes keys: items that only the target has are not counted as extra");
        assertThat(different.exit()).isEqualTo(3);
        assertThat(different.json().path("counts").path("missing").asInt()).isEqualTo(1);
        assertNothingClear(List.of(equal, different));
    }

    @Test
    void clear_items_in_the_target_are_refused_unless_they_may_stay() {
        Tables.put(cli.target(), "Customers", customers().subList(0, 5));

        Cli.Ran refused = cli.copy("Customers");
        Cli.Ran kept = cli.copy("Customers", "--keep-clear-items");

        assertRefused(
                refused,
                "5 of 5 sampled items of table Customers in development are there under keys that table Customers in"
                        + " production has in clear: a masked copy would leave them as they are. Copy into a new table,"
                        + " or delete them first; --keep-clear-items copies all the same. Backups of this table hold"
                        + " clear data too");
        assertThat(kept.exit()).as(kept.all()).isZero();
        assertThat(Tables.items(cli.target(), "Customers")).hasSize(CUSTOMERS + 5);
    }

    @Test
    void selected_keys_are_those_of_the_source() {
        Cli.Ran ran =
                cli.copy("Customers", "--partition-key", "customerId=" + customerId(4), "--mode", "changed", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(Tables.items(cli.target(), "Customers")).hasSize(1);
        assertThat(toTarget).noneMatch(sent -> sent.contains(KEY_CANARY) || sent.contains(CANARY));
    }

    @Test
    void a_filter_is_asked_of_the_source_alone() {
        cli.copy("Orders");

        Cli.Ran ran = compare("Orders", "--filter", "comment = 'for " + CANARY + "7'");

        assertThat(ran.json().path("counts").path("unchanged").asInt())
                .as(ran.all())
                .isEqualTo(1);
        assertThat(toTarget).noneMatch(sent -> sent.contains(CANARY));
    }

    @Test
    void an_item_that_the_target_refuses_is_kept_by_its_source_key() throws IOException {
        cli.target().deleteTable(delete -> delete.tableName("Customers"));
        Tables.createWithIndex(cli.target(), "Customers", "rank:N", "customerId:S");
        Map<String, AttributeValue> wrong = new java.util.HashMap<>(customers().get(7));
        wrong.put("rank", AttributeValue.fromS("high"));
        Tables.put(cli.source(), "Customers", List.of(wrong));
        mask(", \"rank\": \"keep\"");

        Cli.Ran first = cli.copy("Customers", "--run-id first --json");
        wrong.put("rank", AttributeValue.fromN("3"));
        Tables.put(cli.source(), "Customers", List.of(wrong));
        Cli.Ran replay = cli.run("replay first --yes --json");

        assertThat(first.exit()).as(first.all()).isEqualTo(3);
        assertThat(Files.readString(
                        Path.of(first.json().path("refusedIn").get(0).asText())))
                .contains("\"" + customerId(7) + "\"");
        assertThat(replay.exit()).as(replay.all()).isZero();
        assertThat(Tables.items(cli.target(), "Customers")).hasSize(CUSTOMERS);
        assertNothingClear(List.of(first, replay));
    }

    @Test
    void without_its_secret_a_mask_is_refused_with_the_command_that_makes_one() {
        cli.variable("FANOUT_MASK_SECRET", "");

        assertRefused(
                cli.copy("Customers"),
                "the mask's secret must be in environment variable FANOUT_MASK_SECRET, which is not set: `export"
                        + " FANOUT_MASK_SECRET=\"$(openssl rand -base64 32)\"` makes one (keep it: another secret makes"
                        + " other tokens)");
        cli.variable("FANOUT_MASK_SECRET", "short");
        assertRefused(
                cli.copy("Customers"),
                "the mask's secret in environment variable FANOUT_MASK_SECRET must have at least 32 characters, got: 5"
                        + " (openssl rand -base64 32 makes one)");
    }

    @Test
    void a_table_without_rules_is_refused() {
        Tables.create(cli.source(), "Stock", "id:S");
        Tables.create(cli.target(), "Stock", "id:S");

        assertRefused(
                cli.copy("Stock"),
                "table Stock must be among the tables of the mask masks/development.json (Customers, Orders), since"
                        + " nothing leaves without rules; add it there");
    }

    @Test
    void a_mask_that_the_user_names_is_for_pairs_without_one() throws IOException {
        Cli.Ran replaced = cli.copy("Customers", "--mask masks/development.json");
        policy("\"development\"");
        Cli.Ran given = cli.copy("Customers", "--mask masks/development.json");

        assertThat(replaced.exit()).isEqualTo(2);
        assertThat(replaced.err())
                .contains("--mask must be left out where copyTo names a mask (masks/development.json)");
        assertThat(given.exit()).as(given.all()).isZero();
        assertNothingClear(List.of(given));
    }

    @Test
    void a_stopped_run_goes_on_with_the_same_mask_only() throws IOException {
        Tables.put(
                cli.source(),
                "Customers",
                IntStream.range(0, 10)
                        .mapToObj(i -> item("customerId", KEY_CANARY + "-x" + i, "x", 1))
                        .toList());
        Cli.Ran stopped = cli.copy("Customers", "--run-id stopped --max-refused 0 --segments 10 --workers 1");
        assertThat(stopped.all()).contains("Run stopped is stopped");

        mask(", \"x\": \"keep\"");
        Cli.Ran otherRules = cli.run("resume stopped --max-refused 20");
        mask("");
        cli.variable("FANOUT_MASK_SECRET", "another secret of more than 32 characters");
        Cli.Ran otherSecret = cli.run("resume stopped --max-refused 20");
        cli.variable("FANOUT_MASK_SECRET", SECRET);
        policy("\"development\"");
        Cli.Ran noMask = cli.run("resume stopped --max-refused 20");
        policy("{\"environment\": \"development\", \"mask\": \"masks/development.json\"}");
        Cli.Ran same = cli.run("resume stopped --max-refused 20");

        assertRefused(
                otherRules,
                "the rules of the mask masks/development.json have changed since the run was planned: start a new copy,"
                        + " or bring the former rules back");
        assertRefused(
                otherSecret,
                "the secret of the mask masks/development.json has changed since the run was planned: start a new copy,"
                        + " or bring the former secret back");
        assertRefused(
                noMask,
                "the mask of this pair must be the one that the run was planned with (masks/development.json), but"
                        + " copyTo names none now: start a new copy");
        assertThat(same.exit()).as(same.all()).isEqualTo(3);
        assertThat(Tables.items(cli.target(), "Customers")).hasSize(CUSTOMERS);
    }

    private static void assertRefused(Cli.Ran ran, String sentence) {
        assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
        assertThat(ran.err()).contains(sentence);
    }

    private Cli.Ran compare(String table, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "compare",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                table,
                "--local",
                "--yes",
                "--json"));
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    private void assertNothingClear(List<Cli.Ran> ran) {
        assertThat(toTarget).isNotEmpty().noneMatch(sent -> sent.contains(CANARY) || sent.contains(KEY_CANARY));
        assertThat(ran)
                .noneMatch(each -> each.all().contains(CANARY) || each.all().contains(KEY_CANARY));
        try (Stream<Path> files = Files.walk(cli.home())) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("files")
                    .noneMatch(file -> text(file).contains(CANARY))
                    .noneMatch(
                            file -> !file.startsWith(cli.runs()) && text(file).contains(KEY_CANARY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mask(String more) throws IOException {
        Files.createDirectories(cli.home().resolve("masks"));
        Files.writeString(cli.home().resolve("masks/development.json"), MASK.replace("MORE", more));
    }

    private void policy(String copyTo) throws IOException {
        cli.fanoutJson(
                """
                {"environments": {
                   "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                                  "tables": ["*"], "copyTo": [%s]},
                   "development": {"account": "222222222222", "region": "eu-west-1", "profile": "development",
                                  "tables": ["*"]}}}
                """
                        .formatted(copyTo));
    }

    private static List<Map<String, AttributeValue>> customers() {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> item(
                        "customerId",
                        customerId(i),
                        "name",
                        "Ada " + CANARY + " " + i,
                        "email",
                        CANARY + i + "@example.com",
                        "phone",
                        "+49 170 " + CANARY + i,
                        "address",
                        AttributeValue.fromM(item("street", CANARY + " street " + i, "country", "GB")),
                        "notes",
                        AttributeValue.fromL(List.of(AttributeValue.fromM(item("text", CANARY + " likes tea")))),
                        "born",
                        "1985-03-17",
                        "tags",
                        AttributeValue.fromSs(List.of(CANARY + "-a", CANARY + "-b")),
                        "status",
                        "ACTIVE"))
                .toList();
    }

    private static String customerId(int i) {
        return KEY_CANARY + "-" + i;
    }

    private static boolean isToTarget(HttpExecuteRequest request) {
        return request.httpRequest()
                .firstMatchingHeader("Authorization")
                .orElse("")
                .contains(Cli.DEVELOPMENT);
    }

    private static String body(HttpExecuteRequest request) {
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
