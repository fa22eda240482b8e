// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.functions.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FanoutStackTest {
    private static final StackTemplate HOME = Synthesis.ofTwoAccounts().template("fanout");

    private static final String EXECUTIONS = "arn:${AWS::Partition}:states:eu-west-1:333333333333:execution:fanout:*";

    @ParameterizedTest
    @CsvSource({
        "fanout-plan, dynamofanout.functions.PlanHandler::handleRequest, 300",
        "fanout-segment, dynamofanout.functions.SegmentHandler::handleRequest, 900",
        "fanout-finish, dynamofanout.functions.FinishHandler::handleRequest, 300"
    })
    void a_function_is_java_25_on_arm(String name, String handler, int timeoutSeconds) {
        JsonNode function = function(HOME, name);

        assertThat(function.path("Handler").asText()).isEqualTo(handler);
        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(StackTemplate.texts(function.path("Architectures"))).containsExactly("arm64");
        assertThat(function.path("MemorySize").asInt()).isEqualTo(512);
        assertThat(function.path("Timeout").asInt()).isEqualTo(timeoutSeconds);
    }

    @Test
    void functions_are_told_all_that_they_must_know() {
        JsonNode variables =
                function(HOME, "fanout-segment").path("Environment").path("Variables");

        assertThat(variables)
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"FANOUT_RUNS_TABLE": "FanoutRuns",
                         "FANOUT_STATE_MACHINE": "arn:${AWS::Partition}:states:eu-west-1:333333333333:stateMachine:fanout",
                         "FANOUT_SAVE_SECONDS": "10", "FANOUT_LEASE_SECONDS": "30", "FANOUT_CALL_SECONDS": "10",
                         "FANOUT_TAKE_OVER_SECONDS": "40", "FANOUT_MARGIN_SECONDS": "20", "FANOUT_MOST_WORKERS": "40",
                         "FANOUT_KEEP_DAYS": "90", "FANOUT_MEMORY_MB": "512",
                         "JAVA_TOOL_OPTIONS": "-XX:+UseSerialGC -XX:+TieredCompilation -XX:TieredStopAtLevel=4 -Dhttp.maxConnections=64"}
                        """));
        assertThat(function(HOME, "fanout-plan").path("Environment").path("Variables"))
                .isEqualTo(variables);
        assertThat(function(HOME, "fanout-finish").path("Environment").path("Variables"))
                .isEqualTo(variables);
    }

    @Test
    void functions_understand_what_they_are_told() {
        JsonNode variables =
                function(HOME, "fanout-segment").path("Environment").path("Variables");

        FunctionSettings understood = FunctionSettings.of(name -> name.equals("LAMBDA_TASK_ROOT")
                ? "/var/task"
                : variables.path(name).asText());

        assertThat(understood)
                .isEqualTo(new FunctionSettings(
                        "FanoutRuns",
                        "arn:${AWS::Partition}:states:eu-west-1:333333333333:stateMachine:fanout",
                        seconds(10),
                        seconds(30),
                        seconds(10),
                        seconds(40),
                        seconds(20),
                        40,
                        Duration.ofDays(90),
                        512,
                        Path.of("/var/task/fanout.json")));
    }

    @Test
    void only_the_segment_function_has_concurrency_of_its_own_and_a_run_has_no_more_workers() {
        assertThat(HOME.resources("AWS::Lambda::Function"))
                .extracting(function ->
                        function.path("Properties").path("FunctionName").asText() + " "
                                + function.path("Properties").path("ReservedConcurrentExecutions"))
                .containsExactlyInAnyOrder("fanout-plan ", "fanout-segment 40", "fanout-finish ", "fanout-query ");
    }

    @Test
    void each_function_has_aliases_on_a_version_that_stays() {
        assertThat(HOME.resources("AWS::Lambda::Alias"))
                .extracting(alias -> alias.path("Properties")
                                .path("FunctionName")
                                .asText() + " "
                        + alias.path("Properties").path("Name").asText() + " "
                        + alias.path("Properties").path("FunctionVersion").asText())
                .containsExactlyInAnyOrder(
                        "${PlanFunction} live ${PlanFunctionCurrentVersion.Version}",
                        "${SegmentFunction} live ${SegmentFunctionCurrentVersion.Version}",
                        "${FinishFunction} live ${FinishFunctionCurrentVersion.Version}",
                        "${QueryFunction} live-production ${QueryFunctionCurrentVersion.Version}",
                        "${QueryFunction} live-development ${QueryFunctionCurrentVersion.Version}",
                        "${QueryFunction} live-guest ${QueryFunctionCurrentVersion.Version}");
        assertThat(HOME.resources("AWS::Lambda::Version")).hasSize(4).allSatisfy(version -> assertThat(
                        version.path("DeletionPolicy").asText())
                .isEqualTo("Retain"));
    }

    @Test
    void logs_are_kept_for_a_while_and_go_with_the_stack() {
        assertThat(HOME.resources("AWS::Logs::LogGroup"))
                .extracting(log -> log.path("Properties").path("LogGroupName").asText() + " "
                        + log.path("Properties").path("RetentionInDays") + " "
                        + log.path("DeletionPolicy").asText())
                .containsExactlyInAnyOrder(
                        "/aws/lambda/fanout-plan 90 Delete",
                        "/aws/lambda/fanout-segment 90 Delete",
                        "/aws/lambda/fanout-finish 90 Delete",
                        "/aws/lambda/fanout-query 90 Delete",
                        "/aws/vendedlogs/states/fanout 90 Delete",
                        "/aws/events/fanout-ends 90 Delete");
    }

    @Test
    void the_run_table_is_guarded_against_loss_and_stays_when_its_stack_goes() {
        JsonNode table = Synthesis.ofTwoAccounts().template("fanout-runs").only("AWS::DynamoDB::Table");

        assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(table.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(table.path("Properties"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"TableName": "FanoutRuns", "BillingMode": "PAY_PER_REQUEST",
                         "AttributeDefinitions": [{"AttributeName": "run", "AttributeType": "S"},
                                                  {"AttributeName": "part", "AttributeType": "S"}],
                         "KeySchema": [{"AttributeName": "run", "KeyType": "HASH"},
                                       {"AttributeName": "part", "KeyType": "RANGE"}],
                         "DeletionProtectionEnabled": true,
                         "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true},
                         "SSESpecification": {"SSEEnabled": true},
                         "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": true}}
                        """));
    }

    @Test
    void a_run_table_that_a_former_deployment_left_can_be_used_again() {
        Settings usual = Deployments.twoAccounts();
        var again =
                new Settings(usual.written(), usual.code(), usual.durations(), usual.sizes(), true, Optional.empty());

        Synthesis synthesis = Synthesis.of(again);

        assertThat(synthesis.stacks()).doesNotContain("fanout-runs");
        assertThat(permissions(synthesis.template("fanout"), "fanout-finish"))
                .contains("dynamodb:GetItem on arn:${AWS::Partition}:dynamodb:eu-west-1:333333333333:table/FanoutRuns");
    }

    /** A deployment of the functions that fails is rolled back, and must not leave the table in the way of the next. */
    @Test
    void the_run_table_is_not_of_the_stack_that_may_fail() {
        assertThat(HOME.resources("AWS::DynamoDB::Table")).isEmpty();
    }

    @Test
    void finish_reaches_its_log_the_run_table_and_the_environments_roles_that_read() {
        assertThat(permissions(HOME, "fanout-finish"))
                .containsExactlyInAnyOrderElementsOf(usualPermissions("fanout-finish"));
    }

    @Test
    void workers_also_enter_by_the_roles_that_write() {
        List<String> expected = usualPermissions("fanout-segment");
        expected.add("sts:AssumeRole on arn:aws:iam::222222222222:role/fanout-development");

        assertThat(permissions(HOME, "fanout-segment")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void the_plan_function_can_also_ask_whether_another_execution_is_over() {
        List<String> expected = usualPermissions("fanout-plan");
        expected.add("sts:AssumeRole on arn:aws:iam::222222222222:role/fanout-development");
        expected.add("states:DescribeExecution on " + EXECUTIONS);
        expected.add("lambda:GetAccountSettings on *");

        assertThat(permissions(HOME, "fanout-plan")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void the_workflow_can_call_the_aliases_and_drive_its_own_map() {
        List<JsonNode> policies = HOME.resources("AWS::IAM::Policy").stream()
                .map(policy -> policy.path("Properties"))
                .toList();

        List<String> allowed = policies.stream()
                .flatMap(policy -> StackTemplate.allowed(StackTemplate.list(policy)).stream())
                .filter(line -> !line.startsWith("logs:"))
                .toList();

        String states = "arn:${AWS::Partition}:states:eu-west-1:333333333333:";
        String children = states + "execution:${WorkflowStateMachine:6}";
        String rule = "arn:${AWS::Partition}:events:eu-west-1:333333333333:rule/"
                + "StepFunctionsGetEventsForStepFunctionsExecutionRule";
        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "lambda:InvokeFunction on ${PlanLive}",
                        "lambda:InvokeFunction on ${SegmentLive}",
                        "lambda:InvokeFunction on ${FinishLive}",
                        "states:StartExecution on ${WorkflowStateMachine}",
                        "states:DescribeExecution on " + children + ":*",
                        "states:StopExecution on " + children + ":*",
                        "states:RedriveExecution on " + children + "/segments:*",
                        "states:RedriveExecution on " + children + "/plans:*",
                        "states:RedriveExecution on " + children + "/tables:*",
                        // for the executions of a set's tables
                        "states:StartExecution on " + states + "stateMachine:fanout",
                        "states:DescribeExecution on " + states + "execution:fanout*",
                        "states:StopExecution on " + states + "execution:fanout*",
                        "events:PutTargets on " + rule,
                        "events:PutRule on " + rule,
                        "events:DescribeRule on " + rule);
        assertThat(policies).allSatisfy(policy -> assertThat(StackTemplate.texts(policy.path("Roles")))
                .containsExactly("${WorkflowRole}"));
    }

    @Test
    void the_workflow_logs_errors_without_what_it_was_given() {
        JsonNode machine = HOME.only("AWS::StepFunctions::StateMachine").path("Properties");

        assertThat(machine.path("StateMachineName").asText()).isEqualTo("fanout");
        assertThat(machine.path("StateMachineType").asText()).isEqualTo("STANDARD");
        assertThat(machine.path("LoggingConfiguration"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Level": "ERROR", "IncludeExecutionData": false,
                         "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": "${WorkflowLog.Arn}"}}]}
                        """));
    }

    @Test
    void alarms_tell_the_topic() {
        assertThat(HOME.resources("AWS::CloudWatch::Alarm"))
                .extracting(alarm -> alarm.path("Properties"))
                .extracting(alarm -> alarm.path("AlarmName").asText() + ": "
                        + alarm.path("ComparisonOperator").asText() + " " + alarm.path("Threshold") + " for "
                        + alarm.path("EvaluationPeriods") + " min, missing "
                        + alarm.path("TreatMissingData").asText() + ", tells "
                        + StackTemplate.texts(alarm.path("AlarmActions")))
                .containsExactlyInAnyOrder(
                        "fanout-run-failed: GreaterThanThreshold 0 for 1 min, missing notBreaching,"
                                + " tells [arn:aws:sns:eu-west-1:333333333333:alarms]",
                        "fanout-items-refused: GreaterThanThreshold 0 for 1 min, missing notBreaching,"
                                + " tells [arn:aws:sns:eu-west-1:333333333333:alarms]",
                        "fanout-lambda-throttled: GreaterThanThreshold 0 for 15 min, missing notBreaching,"
                                + " tells [arn:aws:sns:eu-west-1:333333333333:alarms]",
                        "fanout-query-errors: GreaterThanThreshold 0 for 1 min, missing notBreaching,"
                                + " tells [arn:aws:sns:eu-west-1:333333333333:alarms]");
    }

    @Test
    void the_alarm_for_items_counts_those_that_were_refused() {
        assertThat(alarm("fanout-items-refused").path("Namespace").asText()).isEqualTo("Fanout");
        assertThat(alarm("fanout-items-refused").path("MetricName").asText()).isEqualTo("Refused");
    }

    @Test
    void the_alarm_for_throttles_adds_up_the_functions_of_runs() {
        assertThat(alarm("fanout-lambda-throttled").path("Metrics").toString())
                .contains("\"SUM(METRICS())\"")
                .contains("\"Throttles\"", "${PlanFunction}", "${SegmentFunction}", "${FinishFunction}")
                .doesNotContain("${QueryFunction}");
    }

    @Test
    void the_alarm_for_queries_counts_what_failed_and_what_broke() {
        assertThat(alarm("fanout-query-errors").path("Metrics").toString())
                .contains("\"QueryErrors\"", "\"Errors\"", "${QueryFunction}");
    }

    /** Failed verdicts, and executions that were aborted or timed out; not what somebody asked for or sees at once. */
    @Test
    void the_alarm_for_runs_counts_the_ends_that_nobody_wanted() {
        JsonNode rule = HOME.only("AWS::Events::Rule").path("Properties");

        assertThat(rule.path("EventPattern"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"],
                         "detail": {"stateMachineArn": ["${WorkflowStateMachine}"],
                                    "status": ["FAILED", "ABORTED", "TIMED_OUT"],
                                    "error": [{"anything-but": ["Refused", "Stopped", "Incomplete"]}, {"exists": false}]}}
                        """));
        assertThat(alarm("fanout-run-failed").path("MetricName").asText()).isEqualTo("TriggeredRules");
        assertThat(alarm("fanout-run-failed").path("Dimensions"))
                .isEqualTo(StackTemplate.parsed("[{\"Name\": \"RuleName\", \"Value\": \""
                        + rule.path("Name").asText() + "\"}]"));
    }

    @Test
    void without_a_topic_alarms_tell_nobody_and_without_reserved_concurrency_the_setting_decides() {
        StackTemplate plain = Synthesis.of(
                        Deployments.of(
                                """
                        {"home": {"account": "333333333333", "region": "eu-west-1"},
                         "environments": {"production": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"]}}}
                        """))
                .template("fanout");

        assertThat(plain.resources("AWS::CloudWatch::Alarm")).hasSize(4).allSatisfy(alarm -> assertThat(
                        alarm.path("Properties").has("AlarmActions"))
                .isFalse());
        JsonNode segment = function(plain, "fanout-segment");
        assertThat(segment.has("ReservedConcurrentExecutions")).isFalse();
        assertThat(segment.findValue("FANOUT_MOST_WORKERS").asText()).isEqualTo("100");
    }

    @Test
    void the_dashboard_shows_our_metrics_and_the_functions() {
        String dashboard = HOME.only("AWS::CloudWatch::Dashboard")
                .path("Properties")
                .path("DashboardBody")
                .asText();

        assertThat(dashboard)
                .contains(
                        "\"items / PERIOD(items)\"",
                        "\"readunits / PERIOD(readunits)\"",
                        "\"writeunits / PERIOD(writeunits)\"",
                        "[\"Fanout\",\"Items\"",
                        "[\"Fanout\",\"ReadUnits\"",
                        "[\"Fanout\",\"WriteUnits\"",
                        "[\"Fanout\",\"SourceThrottled\"",
                        "[\"Fanout\",\"TargetThrottled\"",
                        "[\"Fanout\",\"LiveWorkers\"",
                        "[\"Fanout\",\"Refused\"",
                        "[\"Fanout\",\"SegmentsDone\"",
                        "[\"AWS/Lambda\",\"Errors\",\"FunctionName\",\"${SegmentFunction}\"",
                        "[\"AWS/Lambda\",\"Throttles\",\"FunctionName\",\"${SegmentFunction}\"",
                        "SOURCE '/aws/lambda/fanout-segment'",
                        " by runId",
                        "#/statemachines/view/${WorkflowStateMachine}");
    }

    @Test
    void durations_and_sizes_are_settings() {
        Settings usual = Deployments.twoAccounts();
        var quick = new Durations(seconds(1), seconds(3), seconds(2), seconds(5), seconds(4), seconds(10));
        var small =
                new Settings(usual.written(), usual.code(), quick, new Sizes(1024, 7, 3, 1), false, Optional.empty());

        StackTemplate template = Synthesis.of(small).template("fanout");

        JsonNode segment = function(template, "fanout-segment");
        assertThat(segment.path("Timeout").asInt()).isEqualTo(10);
        assertThat(segment.path("MemorySize").asInt()).isEqualTo(1024);
        assertThat(segment.path("Environment").path("Variables"))
                .extracting(JsonNode::asText)
                .contains("1", "3", "2", "5", "4", "7", "1024");
        assertThat(template.definition()
                        .findValue("CopySegment")
                        .path("TimeoutSeconds")
                        .asInt())
                .isEqualTo(70);
    }

    @Test
    void another_prefix_names_everything() {
        Settings settings = Deployments.of(
                Deployments.TWO_ACCOUNTS.replace("\"profile\": \"tooling\",", "\"prefix\": \"copies\","));

        Synthesis synthesis = Synthesis.of(settings);

        assertThat(synthesis.stacks())
                .containsExactlyInAnyOrder(
                        "copies", "copies-runs", "copies-access-production", "copies-access-development");
        StackTemplate home = synthesis.template("copies");
        assertThat(synthesis
                        .template("copies-runs")
                        .only("AWS::DynamoDB::Table")
                        .path("Properties")
                        .path("TableName")
                        .asText())
                .isEqualTo("copies-runs");
        assertThat(function(home, "copies-segment").path("Environment").path("Variables"))
                .extracting(JsonNode::asText)
                .contains("copies-runs", "arn:${AWS::Partition}:states:eu-west-1:333333333333:stateMachine:copies");
        assertThat(StackTemplate.pretty(home.whole()).replaceAll("[Ff]anout-functions|dynamofanout|dynamo-fanout", ""))
                .doesNotContain("fanout-", ":fanout", "FanoutRuns")
                .contains("\"Fanout/copies\"");
    }

    @Test
    void every_role_is_bounded_where_a_boundary_is_named() {
        Settings usual = Deployments.twoAccounts();
        var bounded = new Settings(
                usual.written(), usual.code(), usual.durations(), usual.sizes(), false, Optional.of("Limits"));

        Synthesis synthesis = Synthesis.of(bounded);

        for (String stack : List.of("fanout", "fanout-access-production", "fanout-access-development")) {
            assertThat(synthesis.template(stack).resources("AWS::IAM::Role"))
                    .isNotEmpty()
                    .allSatisfy(role -> assertThat(role.path("Properties")
                                    .path("PermissionsBoundary")
                                    .asText())
                            .endsWith(":policy/Limits"));
        }
    }

    private static JsonNode alarm(String name) {
        return HOME.properties("AWS::CloudWatch::Alarm", "AlarmName", name);
    }

    private static JsonNode function(StackTemplate template, String name) {
        return template.properties("AWS::Lambda::Function", "FunctionName", name);
    }

    private static List<String> permissions(StackTemplate template, String role) {
        return StackTemplate.allowed(
                template.properties("AWS::IAM::Role", "RoleName", role).path("Policies"));
    }

    private static List<String> usualPermissions(String function) {
        String word = function.replace("fanout-", "");
        String log = "${" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "Log.Arn}";
        String runs = "arn:${AWS::Partition}:dynamodb:eu-west-1:333333333333:table/FanoutRuns";
        return new ArrayList<>(List.of(
                "logs:CreateLogStream on " + log,
                "logs:PutLogEvents on " + log,
                "dynamodb:BatchGetItem on " + runs,
                "dynamodb:DeleteItem on " + runs,
                "dynamodb:GetItem on " + runs,
                "dynamodb:PutItem on " + runs,
                "dynamodb:Query on " + runs,
                "dynamodb:UpdateItem on " + runs,
                "sts:AssumeRole on arn:aws:iam::111111111111:role/fanout-read-production",
                "sts:AssumeRole on arn:aws:iam::222222222222:role/fanout-read-development",
                "sts:AssumeRole on arn:aws:iam::444444444444:role/theirs"));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
