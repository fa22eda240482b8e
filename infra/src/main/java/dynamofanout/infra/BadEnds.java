package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
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
 * Executions that ended as nobody wanted: failed, aborted or timed out, but not those that a person stopped, that a
 * comparison ended, or whose request was refused. Step Functions' own metrics cannot tell these apart, its events can: they
 * have the error that the execution ended with. A rule takes them into a log, and how often it did so is the metric.
 */
final class BadEnds extends Construct {
    /** Errors of executions whose end somebody has asked for, or sees at once. */
    static final List<String> MEANT = List.of("Refused", "Stopped", "Incomplete");

    private final CfnRule rule;

    BadEnds(Construct scope, String id, DeploymentNames names, StateMachine workflow) {
        super(scope, id);
        LogGroup log = LogGroup.Builder.create(this, "Log")
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
        rule = CfnRule.Builder.create(this, "Rule")
                .name(names.prefix() + "-bad-ends")
                .description("Runs that failed, or whose executions were aborted or timed out")
                .eventPattern(pattern(workflow))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("log")
                        .arn(logArn(names))
                        .inputTransformer(CfnRule.InputTransformerProperty.builder()
                                .inputPathsMap(
                                        Map.of("time", "$.time", "run", "$.detail.name", "status", "$.detail.status"))
                                .inputTemplate(
                                        "{\"timestamp\": <time>, \"message\": \"execution <run> ended: <status>\"}")
                                .build())
                        .build()))
                .build();
        rule.getNode().addDependency(log);
    }

    /** How often it happened. */
    Metric metric() {
        return Metric.Builder.create()
                .namespace("AWS/Events")
                .metricName("TriggeredRules")
                .dimensionsMap(Map.of("RuleName", String.valueOf(rule.getName())))
                .statistic("Sum")
                .period(Metrics.MINUTE)
                .build();
    }

    /** The Map's children belong to another state machine. An end without an error is one that nobody foresaw. */
    private static Map<String, Object> pattern(StateMachine workflow) {
        return Fields.of(
                "source",
                List.of("aws.states"),
                "detail-type",
                List.of("Step Functions Execution Status Change"),
                "detail",
                Fields.of(
                        "stateMachineArn",
                        List.of(workflow.getStateMachineArn()),
                        "status",
                        List.of("FAILED", "ABORTED", "TIMED_OUT"),
                        "error",
                        List.of(Map.of("anything-but", MEANT), Map.of("exists", false))));
    }

    /** As EventBridge wants it: without the {@code :*} at its end. */
    private String logArn(DeploymentNames names) {
        Stack stack = Stack.of(this);
        return "arn:" + stack.getPartition() + ":logs:" + stack.getRegion() + ":" + stack.getAccount()
                + ":log-group:/aws/events/" + names.prefix() + "-ends";
    }
}
