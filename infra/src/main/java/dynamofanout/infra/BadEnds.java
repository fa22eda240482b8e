// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Counts executions that ended in a way nobody wanted: failed, aborted or timed out. It leaves out those that a person
 * stopped, that a comparison ended, or whose request was refused. Step Functions' own metrics cannot tell these apart.
 * Its events can, because they contain the error that the execution ended with. A rule writes the events into a log,
 * and the number of log entries is the metric.
 */
final class BadEnds extends Construct {
    /** Errors of executions whose end somebody has asked for, or sees at once. */
    static final List<String> MEANT = List.of("Refused", "Stopped", "Incomplete");

    private final DeploymentNames names;
    private final StateMachine workflow;
    private final LogGroup log;
    private final CfnRule rule;

    BadEnds(Construct scope, String id, DeploymentNames names, StateMachine workflow) {
        super(scope, id);
        this.names = names;
        this.workflow = workflow;
        log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/events/" + names.prefix() + "-ends")
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        log.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(
                        new ServicePrincipal("events.amazonaws.com"),
                        new ServicePrincipal("delivery.logs.amazonaws.com")))
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(log.getLogGroupArn()))
                .build());
        // an end without an error is one that nobody foresaw
        rule = rule(
                "Rule",
                "bad-ends",
                "Runs that failed, or whose executions were aborted or timed out",
                Fields.of("error", List.of(Map.of("anything-but", MEANT), Map.of("exists", false))));
    }

    /** How often it happened. */
    Metric metric() {
        return metric(rule);
    }

    /** How often what one of the schedules had started ended otherwise than complete. */
    Metric scheduled(List<Schedule> schedules) {
        return metric(rule(
                "ScheduledRule",
                "scheduled-ends",
                "Runs that a schedule started and that did not end complete",
                Fields.of(
                        "name",
                        schedules.stream()
                                .map(schedule -> Map.of("prefix", schedule.beginning()))
                                .toList())));
    }

    private CfnRule rule(String id, String name, String description, Map<String, Object> more) {
        CfnRule made = CfnRule.Builder.create(this, id)
                .name(names.prefix() + "-" + name)
                .description(description)
                .eventPattern(pattern(more))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("log")
                        .arn(logArn())
                        .inputTransformer(CfnRule.InputTransformerProperty.builder()
                                .inputPathsMap(
                                        Map.of("time", "$.time", "run", "$.detail.name", "status", "$.detail.status"))
                                .inputTemplate(
                                        "{\"timestamp\": <time>, \"message\": \"execution <run> ended: <status>\"}")
                                .build())
                        .build()))
                .build();
        made.getNode().addDependency(log);
        return made;
    }

    private static Metric metric(CfnRule rule) {
        return Metric.Builder.create()
                .namespace("AWS/Events")
                .metricName("TriggeredRules")
                .dimensionsMap(Map.of("RuleName", String.valueOf(rule.getName())))
                .statistic("Sum")
                .period(Metrics.MINUTE)
                .build();
    }

    /** The Map's children belong to another state machine. */
    private Map<String, Object> pattern(Map<String, Object> more) {
        Map<String, Object> detail = new LinkedHashMap<>(Fields.of(
                "stateMachineArn",
                List.of(workflow.getStateMachineArn()),
                "status",
                List.of("FAILED", "ABORTED", "TIMED_OUT")));
        detail.putAll(more);
        return Fields.of(
                "source",
                List.of("aws.states"),
                "detail-type",
                List.of("Step Functions Execution Status Change"),
                "detail",
                detail);
    }

    /** As EventBridge wants it: without the {@code :*} at its end. */
    private String logArn() {
        Stack stack = Stack.of(this);
        return "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount()
                + ":log-group:/aws/events/" + names.prefix() + "-ends";
    }
}
