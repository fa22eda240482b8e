// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.environment.TableUse;
import dynamofanout.iam.Accounts;
import dynamofanout.iam.Call;
import dynamofanout.iam.PolicyText;
import dynamofanout.iam.Principal;
import dynamofanout.iam.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the synthesized policies allow together, evaluated: every call that functions make (ActionsIT of the functions
 * records them, with the role and session policy that each came by), and none of those that nobody must be able to make.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PolicyTest {
    private static final Path RECORDED = Path.of("../functions/src/test/resources/dynamofanout/functions");
    private static final JsonNode RUNS = json(RECORDED.resolve("calls-of-runs.json"));
    private static final JsonNode QUERIES = json(RECORDED.resolve("calls-of-queries.json"));
    private static final Accounts DEPLOYED =
            DeployedAccounts.of(Deployments.of(RUNS.path("fanout").toString()));

    private static final String HOME = "999999999999";
    private static final String EXTERNAL_ID = "fanout-" + HOME;
    private static final String READ_PRODUCTION = "arn:aws:iam::111111111111:role/fanout-read-production";
    private static final String READ_DEVELOPMENT = "arn:aws:iam::222222222222:role/fanout-read-development";
    private static final String DEVELOPMENT = "arn:aws:iam::222222222222:role/fanout-development";
    private static final String ORDERS_OF_PRODUCTION = "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders";
    private static final String ORDERS_OF_DEVELOPMENT = "arn:aws:dynamodb:eu-west-1:222222222222:table/Orders";
    private static final String KEY_OF_DEVELOPMENT = "arn:aws:kms:eu-west-1:222222222222:key/2";
    private static final String RUN_TABLE = "arn:aws:dynamodb:eu-west-1:" + HOME + ":table/FanoutRuns";

    static List<JsonNode> recorded() {
        return Stream.of(RUNS, QUERIES)
                .flatMap(file -> StreamSupport.stream(file.path("calls").spliterator(), false))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void every_call_that_functions_make_is_allowed(JsonNode call) {
        Principal.Session session = enter(
                        call.path("function").asText(),
                        call.path("role").asText(),
                        call.path("externalId").asText(),
                        call.path("sessionPolicy").asText())
                .orElseThrow();

        assertThat(DEPLOYED.allows(
                        session,
                        Call.of(
                                call.path("action").asText(),
                                call.path("resource").asText())))
                .isTrue();
    }

    static List<JsonNode> recordedOnTables() {
        return recorded().stream()
                .filter(call -> !call.path("resource").asText().equals("*"))
                .toList();
    }

    @Test
    void a_set_by_a_pattern_lists_the_tables_of_its_source_with_the_reading_role() {
        assertThat(recorded())
                .filteredOn(call -> call.path("action").asText().equals("dynamodb:ListTables"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.path("role").asText()).isEqualTo(READ_PRODUCTION));
        assertThat(recorded())
                .filteredOn(call -> call.path("action").asText().equals("dynamodb:CreateTable"))
                .anySatisfy(call -> assertThat(call.path("resource").asText()).endsWith(":table/App-B"));
    }

    /** DynamoDB asks KMS in the caller's name. */
    @ParameterizedTest
    @MethodSource("recordedOnTables")
    void every_call_may_use_the_tables_key_by_way_of_dynamodb_alone(JsonNode call) {
        Principal.Session session = enter(
                        call.path("function").asText(),
                        call.path("role").asText(),
                        call.path("externalId").asText(),
                        call.path("sessionPolicy").asText())
                .orElseThrow();
        String key = call.path("role").asText().contains("111111111111")
                ? "arn:aws:kms:eu-west-1:111111111111:key/1"
                : KEY_OF_DEVELOPMENT;
        Call decrypt = Call.of("kms:Decrypt", key);

        assertThat(DEPLOYED.allows(session, decrypt.with("kms:ViaService", "dynamodb.eu-west-1.amazonaws.com")))
                .isTrue();
        assertThat(DEPLOYED.allows(session, decrypt)).isFalse();
        assertThat(DEPLOYED.allows(session, decrypt.with("kms:ViaService", "s3.eu-west-1.amazonaws.com")))
                .isFalse();
        assertThat(DEPLOYED.allows(session, decrypt.with("kms:ViaService", "dynamodb.eu-central-1.amazonaws.com")))
                .isFalse();
    }

    @Test
    void a_key_that_is_not_listed_is_closed() {
        Call other = Call.of("kms:Decrypt", "arn:aws:kms:eu-west-1:222222222222:key/3")
                .with("kms:ViaService", "dynamodb.eu-west-1.amazonaws.com");

        assertThat(DEPLOYED.allows(DEPLOYED.as(DEVELOPMENT), other)).isFalse();
    }

    @Test
    void only_the_writing_role_encrypts() {
        Call encrypt = Call.of("kms:GenerateDataKeyWithoutPlaintext", KEY_OF_DEVELOPMENT)
                .with("kms:ViaService", "dynamodb.eu-west-1.amazonaws.com");

        assertThat(DEPLOYED.allows(DEPLOYED.as(DEVELOPMENT), encrypt)).isTrue();
        assertThat(DEPLOYED.allows(DEPLOYED.as(READ_DEVELOPMENT), encrypt)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "segment", "finish"})
    void functions_of_runs_use_the_run_table(String function) {
        for (String action : dynamofanout.store.RunTableItems.ACTIONS) {
            assertThat(DEPLOYED.allows(function(function), Call.of(action, RUN_TABLE)))
                    .as(action)
                    .isTrue();
        }
        assertThat(DEPLOYED.allows(function(function), Call.of("dynamodb:DeleteTable", RUN_TABLE)))
                .isFalse();
    }

    @Test
    void the_query_function_does_not_see_runs() {
        assertThat(DEPLOYED.allows(function("query"), Call.of("dynamodb:GetItem", RUN_TABLE)))
                .isFalse();
    }

    /** Whatever the session policy would be: of the role itself. */
    @ParameterizedTest
    @CsvSource({
        "read-production, dynamodb:PutItem, 111111111111, Orders",
        "read-production, dynamodb:BatchWriteItem, 111111111111, Orders",
        "read-production, dynamodb:DeleteItem, 111111111111, Orders",
        "read-production, dynamodb:UpdateItem, 111111111111, Orders",
        "read-production, dynamodb:CreateBackup, 111111111111, Orders",
        "read-production, dynamodb:Scan, 111111111111, Customers",
        "read-production, dynamodb:Scan, 111111111111, Orders2",
        "read-production, dynamodb:Scan, 222222222222, Orders",
        "read-development, dynamodb:PutItem, 222222222222, Orders",
        "read-development, dynamodb:CreateBackup, 222222222222, Orders",
        "development, dynamodb:PutItem, 222222222222, Customers",
        "development, dynamodb:PutItem, 111111111111, Orders",
        "development, dynamodb:DeleteTable, 222222222222, Orders",
        "development, dynamodb:UpdateTable, 222222222222, Orders",
        "development, dynamodb:DeleteBackup, 222222222222, Orders/backup/1",
        "development, dynamodb:RestoreTableFromBackup, 222222222222, Orders/backup/1",
        "development, dynamodb:GetRecords, 222222222222, Orders/stream/1"
    })
    void a_role_does_no_more_than_its_use(String role, String action, String account, String table) {
        String arn = "arn:aws:iam::" + (role.contains("production") ? "111111111111" : "222222222222") + ":role/fanout-"
                + role;

        assertThat(DEPLOYED.allows(
                        DEPLOYED.as(arn), Call.of(action, "arn:aws:dynamodb:eu-west-1:" + account + ":table/" + table)))
                .isFalse();
    }

    @Test
    void a_run_reaches_only_its_own_table_though_its_role_reaches_more() {
        Settings settings = Deployments.of(Deployments.TWO_ACCOUNTS);
        Accounts accounts = DeployedAccounts.of(settings, Synthesis.ofTwoAccounts());
        JsonNode scan = recorded().stream()
                .filter(call -> call.path("action").asText().equals("dynamodb:Scan"))
                .filter(call -> call.path("resource").asText().equals(ORDERS_OF_PRODUCTION))
                .findFirst()
                .orElseThrow();
        var session = new Principal.Session(
                accounts.role("arn:aws:iam::111111111111:role/fanout-read-production"),
                Optional.of(PolicyText.parse(scan.path("sessionPolicy").asText())));

        assertThat(accounts.allows(session, Call.of("dynamodb:Scan", ORDERS_OF_PRODUCTION)))
                .isTrue();
        assertThat(accounts.allows(
                        session, Call.of("dynamodb:Scan", ORDERS_OF_PRODUCTION.replace("Orders", "Customers-eu"))))
                .isFalse();
    }

    @Test
    void a_protected_environment_has_no_role_that_writes() {
        assertThat(Synthesis.ofTwoAccounts()
                        .template("fanout-access-production")
                        .resources("AWS::IAM::Role"))
                .singleElement()
                .satisfies(role -> assertThat(
                                role.path("Properties").path("RoleName").asText())
                        .isEqualTo("fanout-read-production"));
    }

    @ParameterizedTest
    @CsvSource({
        "plan, 111111111111, read-production, true",
        "segment, 111111111111, read-production, true",
        "finish, 111111111111, read-production, true",
        "query, 111111111111, read-production, true",
        "plan, 222222222222, development, true",
        "segment, 222222222222, development, true",
        "finish, 222222222222, development, true",
        "query, 222222222222, development, false"
    })
    void only_who_creates_backs_up_and_copies_enters_by_the_role_that_writes(
            String function, String account, String role, boolean enters) {
        assertThat(enter(function, "arn:aws:iam::" + account + ":role/fanout-" + role, EXTERNAL_ID, null)
                        .isPresent())
                .isEqualTo(enters);
    }

    @Test
    void finish_enters_no_writing_role_where_nothing_is_created() {
        Accounts accounts = DeployedAccounts.of(Deployments.of(Deployments.TWO_ACCOUNTS), Synthesis.ofTwoAccounts());
        Call assume = Call.of("sts:AssumeRole", DEVELOPMENT).with("sts:ExternalId", "fanout-333333333333");

        assertThat(accounts.assume(accounts.as("arn:aws:iam::333333333333:role/fanout-finish"), assume, none()))
                .isEmpty();
        assertThat(accounts.assume(accounts.as("arn:aws:iam::333333333333:role/fanout-segment"), assume, none()))
                .isPresent();
    }

    @Test
    void only_where_fanout_json_says_so_tables_are_created_and_described_whole() {
        Accounts without = DeployedAccounts.of(Deployments.of(Deployments.TWO_ACCOUNTS), Synthesis.ofTwoAccounts());
        String orders = "arn:aws:dynamodb:eu-central-1:222222222222:table/Orders";

        for (String action : List.of("CreateTable", "TagResource", "UpdateTimeToLive", "UpdateContinuousBackups")) {
            Call call = Call.of("dynamodb:" + action, ORDERS_OF_DEVELOPMENT);
            assertThat(DEPLOYED.allows(DEPLOYED.as(DEVELOPMENT), call))
                    .as(action)
                    .isTrue();
            assertThat(DEPLOYED.allows(DEPLOYED.as(READ_DEVELOPMENT), call))
                    .as(action)
                    .isFalse();
            assertThat(DEPLOYED.allows(
                            DEPLOYED.as(DEVELOPMENT),
                            Call.of("dynamodb:" + action, ORDERS_OF_DEVELOPMENT.replace("Orders", "Customers"))))
                    .as(action)
                    .isFalse();
            assertThat(without.allows(without.as(DEVELOPMENT), Call.of("dynamodb:" + action, orders)))
                    .as(action)
                    .isFalse();
        }
        assertThat(without.allows(
                        without.as(READ_PRODUCTION), Call.of("dynamodb:ListTagsOfResource", ORDERS_OF_PRODUCTION)))
                .isFalse();
        assertThat(DEPLOYED.allows(
                        DEPLOYED.as(READ_PRODUCTION), Call.of("dynamodb:ListTagsOfResource", ORDERS_OF_PRODUCTION)))
                .isTrue();
    }

    @Test
    void only_the_key_of_created_tables_is_granted_to_dynamodb() {
        String created = KEY_OF_DEVELOPMENT.replace("key/2", "key/4");
        String dynamoDb = "dynamodb.eu-west-1.amazonaws.com";
        Call grant = Call.of("kms:CreateGrant", created);

        assertThat(DEPLOYED.allows(DEPLOYED.as(DEVELOPMENT), grant.with("kms:ViaService", dynamoDb)))
                .isTrue();
        assertThat(DEPLOYED.allows(
                        DEPLOYED.as(DEVELOPMENT),
                        Call.of("kms:DescribeKey", created).with("kms:ViaService", dynamoDb)))
                .isTrue();
        assertThat(DEPLOYED.allows(DEPLOYED.as(DEVELOPMENT), grant)).isFalse();
        assertThat(DEPLOYED.allows(DEPLOYED.as(READ_DEVELOPMENT), grant.with("kms:ViaService", dynamoDb)))
                .isFalse();
        assertThat(DEPLOYED.allows(
                        DEPLOYED.as(DEVELOPMENT),
                        Call.of("kms:CreateGrant", KEY_OF_DEVELOPMENT).with("kms:ViaService", dynamoDb)))
                .isFalse();
    }

    @Test
    void another_external_id_does_not_enter() {
        assertThat(enter("segment", DEVELOPMENT, "fanout-444444444444", null)).isEmpty();
        assertThat(enter("segment", DEVELOPMENT, "", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::999999999999:role/admin",
                "arn:aws:iam::999999999999:role/fanout-segment2",
                "arn:aws:iam::444444444444:role/fanout-segment"
            })
    void nobody_elses_role_enters_whatever_it_is_allowed_itself(String caller) {
        Principal.Session stranger = allPowerful(caller);

        assertThat(DEPLOYED.assume(
                        stranger, Call.of("sts:AssumeRole", DEVELOPMENT).with("sts:ExternalId", EXTERNAL_ID), none()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "segment", "finish", "query"})
    void lambda_takes_a_functions_role_for_this_account_alone(String function) {
        var lambda = new Principal.Service("lambda.amazonaws.com");
        Call assume = Call.of("sts:AssumeRole", "arn:aws:iam::" + HOME + ":role/fanout-" + function);

        assertThat(DEPLOYED.assume(lambda, assume.with("aws:SourceAccount", HOME), none()))
                .isPresent();
        assertThat(DEPLOYED.assume(lambda, assume.with("aws:SourceAccount", "444444444444"), none()))
                .isEmpty();
        assertThat(DEPLOYED.assume(
                        new Principal.Service("states.amazonaws.com"), assume.with("aws:SourceAccount", HOME), none()))
                .isEmpty();
        assertThat(DEPLOYED.assume(allPowerful("arn:aws:iam::" + HOME + ":role/admin"), assume, none()))
                .isEmpty();
    }

    @Test
    void the_state_machine_calls_its_functions_and_no_others() {
        Principal.Session machine = DEPLOYED.assume(
                        new Principal.Service("states.amazonaws.com"),
                        Call.of("sts:AssumeRole", "arn:aws:iam::" + HOME + ":role/${WorkflowRole}")
                                .with("aws:SourceAccount", HOME),
                        none())
                .orElseThrow();

        for (String function : List.of("plan", "segment", "finish")) {
            assertThat(DEPLOYED.allows(machine, invoke("fanout-" + function + ":live")))
                    .isTrue();
        }
        assertThat(DEPLOYED.allows(machine, invoke("fanout-query:live-production")))
                .isFalse();
        assertThat(DEPLOYED.allows(machine, invoke("fanout-plan"))).isFalse();
        assertThat(DEPLOYED.allows(machine, Call.of("dynamodb:GetItem", RUN_TABLE)))
                .isFalse();
    }

    @Test
    void callers_of_another_account_ask_about_the_environment_that_lists_them_alone() {
        Settings settings = Deployments.of(Deployments.TWO_ACCOUNTS.replace(
                "\"copyTo\": [\"development\"]",
                "\"copyTo\": [\"development\"], \"queryCallers\": [\"555555555555\"]"));
        Accounts accounts = DeployedAccounts.of(settings);
        Principal.Session caller = allPowerful("arn:aws:iam::555555555555:role/web");
        String query = "arn:aws:lambda:eu-west-1:333333333333:function:fanout-query:live-";

        assertThat(accounts.allows(caller, Call.of("lambda:InvokeFunction", query + "production")))
                .isTrue();
        assertThat(accounts.allows(caller, Call.of("lambda:InvokeFunction", query + "development")))
                .isFalse();
        assertThat(accounts.allows(
                        allPowerful("arn:aws:iam::666666666666:role/web"),
                        Call.of("lambda:InvokeFunction", query + "production")))
                .isFalse();
    }

    /** The policy of docs/security.md, word for word. */
    @ParameterizedTest
    @CsvSource({
        "states:StartExecution, arn:aws:states:eu-west-1:333333333333:stateMachine:fanout, true",
        "states:DescribeExecution, arn:aws:states:eu-west-1:333333333333:execution:fanout:Orders-1, true",
        "states:StopExecution, arn:aws:states:eu-west-1:333333333333:execution:fanout:Orders-1, true",
        "lambda:InvokeFunction, arn:aws:lambda:eu-west-1:333333333333:function:fanout-plan:live, true",
        "lambda:InvokeFunction, arn:aws:lambda:eu-west-1:333333333333:function:fanout-finish:live, true",
        "lambda:InvokeFunction, arn:aws:lambda:eu-west-1:333333333333:function:fanout-segment:live, false",
        "lambda:InvokeFunction, arn:aws:lambda:eu-west-1:333333333333:function:fanout-plan:3, false",
        "dynamodb:GetItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, true",
        "dynamodb:BatchGetItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, true",
        "dynamodb:Query, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, true",
        "dynamodb:UpdateItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, false",
        "dynamodb:PutItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, false",
        "dynamodb:DeleteItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, false",
        "dynamodb:BatchWriteItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, false",
        "dynamodb:ConditionCheckItem, arn:aws:dynamodb:eu-west-1:333333333333:table/FanoutRuns, false",
        "dynamodb:GetItem, arn:aws:dynamodb:eu-west-1:333333333333:table/Orders, false",
        "sts:AssumeRole, arn:aws:iam::222222222222:role/fanout-development, false"
    })
    void people_start_and_watch_runs_and_write_nothing(String action, String resource, boolean allowed) {
        var people = new Principal.Session(
                new Role(
                        "arn:aws:iam::333333333333:role/people",
                        PolicyText.parse("{\"Statement\": []}"),
                        List.of(policyOfDocument()),
                        none().map(PolicyText::parse)),
                Optional.empty());

        assertThat(new Accounts().allows(people, Call.of(action, resource))).isEqualTo(allowed);
    }

    @Test
    void a_role_is_bounded_where_a_boundary_is_named() {
        PolicyText boundary = PolicyText.parse(
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"dynamodb:Scan\", \"Resource\": \"*\"}}");
        var bounded = new Principal.Session(DEPLOYED.role(DEVELOPMENT).within(boundary), Optional.empty());

        assertThat(DEPLOYED.allows(bounded, Call.of("dynamodb:Scan", ORDERS_OF_DEVELOPMENT)))
                .isTrue();
        assertThat(DEPLOYED.allows(bounded, Call.of("dynamodb:PutItem", ORDERS_OF_DEVELOPMENT)))
                .isFalse();
    }

    @Test
    void all_that_a_use_needs_is_allowed_by_the_role_for_it() {
        for (String action : Stream.of(TableUse.READ, TableUse.DEFINE)
                .flatMap(use -> use.actions().stream())
                .toList()) {
            assertThat(DEPLOYED.allows(DEPLOYED.as(READ_PRODUCTION), Call.of(action, ORDERS_OF_PRODUCTION)))
                    .as(action)
                    .isTrue();
        }
        for (TableUse use : List.of(TableUse.WRITE, TableUse.BACK_UP, TableUse.CREATE)) {
            for (String action : use.actions()) {
                assertThat(DEPLOYED.allows(DEPLOYED.as(DEVELOPMENT), Call.of(action, ORDERS_OF_DEVELOPMENT)))
                        .as(action)
                        .isTrue();
            }
        }
    }

    private static Principal.Session function(String name) {
        return DEPLOYED.as("arn:aws:iam::" + HOME + ":role/fanout-" + name);
    }

    private static Optional<Principal.Session> enter(
            String function, String role, String externalId, @Nullable String sessionPolicy) {
        return DEPLOYED.assume(
                function(function),
                Call.of("sts:AssumeRole", role).with("sts:ExternalId", externalId),
                Optional.ofNullable(sessionPolicy).filter(policy -> !policy.isEmpty()));
    }

    private static Principal.Session allPowerful(String arn) {
        return new Principal.Session(
                new Role(
                        arn,
                        PolicyText.parse("{\"Statement\": []}"),
                        List.of(PolicyText.parse(
                                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}")),
                        Optional.empty()),
                Optional.empty());
    }

    private static Call invoke(String function) {
        return Call.of("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:" + HOME + ":function:" + function);
    }

    private static PolicyText policyOfDocument() {
        Matcher block = Pattern.compile("## People's policy\\s+```json\\s(.*?)```", Pattern.DOTALL)
                .matcher(text(Path.of("../docs/security.md")));
        assertThat(block.find()).isTrue();
        return PolicyText.parse(block.group(1));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static JsonNode json(Path file) {
        return StackTemplate.parsed(text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
