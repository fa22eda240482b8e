// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Schedule;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/**
 * Builds the schedules of {@code fanout.json}. EventBridge Scheduler starts an execution of the state machine with the
 * request as its input. The execution's name says which schedule started it. The role that starts them may do nothing
 * else.
 */
final class Schedules extends Construct {
    /** A copy that could not be started for so long is left to the next time. */
    private static final int MOST_RETRIES = 10;

    private static final int LATEST_SECONDS = 3_600;

    private final DeploymentNames names;

    Schedules(Construct scope, String id, DeploymentNames names, List<Schedule> schedules) {
        super(scope, id);
        this.names = names;
        Stack stack = Stack.of(this);
        String stateMachine = Workflow.arn(stack, names);
        Role role = Role.Builder.create(this, "Role")
                .description("Starts the state machine " + names.stateMachine() + " by its schedules")
                .assumedBy(Services.ofThisAccount(this, "scheduler.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("states:StartExecution"))
                .resources(List.of(stateMachine))
                .build());
        CfnScheduleGroup group = CfnScheduleGroup.Builder.create(this, "Group")
                .name(names.prefix())
                .build();
        for (Schedule schedule : schedules) {
            CfnSchedule made = CfnSchedule.Builder.create(this, schedule.name())
                    .name(schedule.name())
                    .groupName(names.prefix())
                    .scheduleExpression(schedule.expression())
                    .scheduleExpressionTimezone(schedule.timezone().orElse("UTC"))
                    .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                            .mode("OFF")
                            .build())
                    .target(CfnSchedule.TargetProperty.builder()
                            .arn("arn:" + stack.getPartition() + ":scheduler:::aws-sdk:sfn:startExecution")
                            .roleArn(role.getRoleArn())
                            .input(stack.toJsonString(Fields.of(
                                    "StateMachineArn",
                                    stateMachine,
                                    "Name",
                                    schedule.beginning() + "<aws.scheduler.execution-id>",
                                    "Input",
                                    schedule.request().toString())))
                            .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                    .maximumRetryAttempts(MOST_RETRIES)
                                    .maximumEventAgeInSeconds(LATEST_SECONDS)
                                    .build())
                            .build())
                    .build();
            made.getNode().addDependency(group);
            made.getNode().addDependency(role);
        }
    }

    /** Executions that could not be started, whatever was tried. */
    Metric dropped() {
        return Metric.Builder.create()
                .namespace("AWS/Scheduler")
                .metricName("InvocationDroppedCount")
                .dimensionsMap(Map.of("ScheduleGroup", names.prefix()))
                .statistic("Sum")
                .period(Metrics.MINUTE)
                .build();
    }
}
