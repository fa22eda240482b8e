// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@code fanout create}: tables made after others. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CreateIT {
    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void create() {
        cli.source().createTable(DefinitionIT.orders());
        cli.source().updateTimeToLive(ttl -> ttl.tableName("Orders")
                .timeToLiveSpecification(spec -> spec.attributeName("expires").enabled(true)));
    }

    @Test
    void creates_a_table_with_the_keys_indexes_stream_and_ttl_of_another() {
        Cli.Ran created = cli.run("create production/Orders development --yes --json");

        assertThat(created.exit()).as(created.all()).isZero();
        assertThat(created.json().path("table").asText()).isEqualTo("Orders");
        assertThat(created.json().path("arn").asText()).endsWith(":table/Orders");
        assertThat(definition("development/Orders")).isEqualTo(definition("production/Orders"));
        assertThat(definition("development/Orders")).contains("expires");
        assertThat(created.err())
                .contains("  key      a0, a1\n  indexes  2 global indexes, 1 local index\n  billing  on demand\n")
                .contains(
                        "Created table Orders in development: `fanout copy production/Orders development/Orders` fills it");
    }

    @Test
    void the_created_table_takes_a_copy() {
        cli.source().createTable(Tables.request("Plain", "id:S").build());
        Tables.put(cli.source(), "Plain", Tables.numbered(20));

        cli.run("create production/Plain development/PlainCopy --yes");
        Cli.Ran copy = cli.run("copy production/Plain development/PlainCopy --yes --json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(Tables.items(cli.target(), "PlainCopy")).hasSize(20);
    }

    @Test
    void shows_what_would_be_created_and_creates_nothing_in_a_dry_run_or_without_a_yes() {
        Cli.Ran dry = cli.run("create production/Orders development/OrdersCopy --dry-run");
        Cli.Ran unasked = cli.run("create production/Orders development/OrdersCopy");

        assertThat(dry.exit()).as(dry.all()).isZero();
        assertThat(dry.out())
                .startsWith("Create table OrdersCopy in development (account 222222222222, Region eu-west-1, endpoint"
                        + " localhost:")
                .contains("as production/Orders\n")
                .endsWith("Dry run: nothing was created.\n");
        assertThat(unasked.err()).endsWith("fanout: the plan needs a yes: nobody can be asked here, so add --yes\n");
        assertThat(cli.target().listTables().tableNames()).isEmpty();
    }

    @Test
    void never_changes_a_table_that_is_there() {
        Tables.create(cli.target(), "Orders", "id:S");

        Cli.Ran refused = cli.run("create production/Orders development --yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualToNormalizingNewlines("fanout: table Orders in development is there already, and fanout never"
                        + " changes an existing table\n");
        assertThat(describe("Orders").keySchema()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "live/Orders | environment live is protected (account 555555555555",
                "development/Secret | table Secret must be among the tables of environment development",
                "elsewhere/Orders | data of environment production may only be copied to development, live",
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

        Cli.Ran refused = cli.run("create", "production/Orders", target, "--yes");

        assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence);
        assertThat(cli.target().listTables().tableNames()).isEmpty();
    }

    @Test
    void takes_billing_from_the_target_environment() throws IOException {
        cli.source()
                .createTable(Tables.request("Busy", "id:S")
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(7L).writeCapacityUnits(3L))
                        .build());
        cli.run("create production/Busy development/OnDemand --yes");
        cli.fanoutJson(
                """
                {"environments": {
                  "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production", "tables": ["*"]},
                  "development": {"account": "222222222222", "region": "eu-west-1", "profile": "development", "tables": ["*"],
                                  "create": {"billing": "as-source", "deletionProtection": true}}}}
                """);
        Cli.Ran same = cli.run("create production/Busy development/AsSource --yes");

        assertThat(same.exit()).as(same.all()).isZero();
        assertThat(describe("OnDemand").billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(describe("AsSource").provisionedThroughput().readCapacityUnits())
                .isEqualTo(7);
        assertThat(describe("AsSource").provisionedThroughput().writeCapacityUnits())
                .isEqualTo(3);
        assertThat(describe("AsSource").deletionProtectionEnabled()).isTrue();
        assertThat(same.out()).contains("  billing  provisioned, 7 read and 3 write units/s");
    }

    @Test
    void leaves_the_table_alone_of_somebody_who_is_faster() {
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("CreateTable")) {
                Tables.create(cli.target(), "Orders", "theirs:S");
            }
            return call.send();
        }));

        Cli.Ran refused = cli.run("create production/Orders development --yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualToNormalizingNewlines("fanout: table Orders in development was created by somebody else just"
                        + " now: it is left alone\n");
        assertThat(describe("Orders").keySchema().get(0).attributeName()).isEqualTo("theirs");
        assertThat(cli.target()
                        .describeTimeToLive(ttl -> ttl.tableName("Orders"))
                        .timeToLiveDescription()
                        .timeToLiveStatusAsString())
                .isEqualTo("DISABLED");
    }

    @Test
    void knows_its_own_table_by_its_tag_when_the_answer_to_the_call_was_lost() {
        var mark = new AtomicReference<>("");
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("CreateTable")) {
                mark.set(call.body().replaceAll(".*\"fanout:run\",\"Value\":\"([^\"]*)\".*", "$1"));
                call.send();
                return Wire.error("ResourceInUseException", "Table already exists: Orders");
            }
            return call.operation().equals("ListTagsOfResource")
                            && !String.valueOf(mark.get()).isEmpty()
                    ? Wire.response(200, "{\"Tags\":[{\"Key\":\"fanout:run\",\"Value\":\"" + mark.get() + "\"}]}")
                    : call.send();
        }));

        Cli.Ran created = cli.run("create production/Orders development --yes");

        assertThat(created.exit()).as(created.all()).isZero();
        assertThat(mark.get()).startsWith("create:Orders-");
        assertThat(definition("development/Orders")).contains("expires");
    }

    @Test
    void waits_while_the_account_creates_as_many_tables_as_it_may() {
        var refusals = new AtomicInteger(2);
        cli.hurry(1_000);
        cli.wire(Wire.through(call -> call.operation().equals("CreateTable") && refusals.getAndDecrement() > 0
                ? Wire.error("LimitExceededException", "Subscriber limit exceeded")
                : call.send()));

        Cli.Ran created = cli.run("create production/Orders development --yes");

        assertThat(created.exit()).as(created.all()).isZero();
        assertThat(created.out())
                .contains("waiting: this account is creating as many tables and indexes as it may at a time");
        assertThat(describe("Orders").globalSecondaryIndexes()).hasSize(2);
    }

    @Test
    void the_refusal_of_a_copy_into_nothing_names_the_command_that_helps() {
        Cli.Ran refused = cli.run("copy production/Orders development --yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("add --create (\"create\": true) to have it created after the source, or correct its name");
    }

    private TableDescription describe(String table) {
        return cli.target().describeTable(request -> request.tableName(table)).table();
    }

    private String definition(String place) {
        return DefinitionIT.shapeOf(cli.run("describe", place, "--as", "cli"));
    }
}
