// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * Builds the state machine {@code fanout} and its log. CDK derives the permissions of its role from the states: to call
 * the functions' aliases, to start itself for the Map, and to handle the Map's children.
 */
final class Workflow extends Construct {
    private final StateMachine stateMachine;

    Workflow(
            Construct scope,
            String id,
            CopyWorkflow.Functions functions,
            Settings settings,
            RetentionDays logRetention) {
        super(scope, id);
        DeploymentNames names = settings.home().names();
        Role role = Role.Builder.create(this, "Role")
                .description("Calls the functions and drives the Map of the state machine " + names.stateMachine())
                .assumedBy(Services.ofThisAccount(this, "states.amazonaws.com"))
                .build();
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/vendedlogs/states/" + names.stateMachine())
                .retention(logRetention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        stateMachine = StateMachine.Builder.create(this, "StateMachine")
                .stateMachineName(names.stateMachine())
                .role(role)
                .stateMachineType(StateMachineType.STANDARD)
                .comment("Copies a DynamoDB table: plan, copy each segment, judge")
                .definitionBody(DefinitionBody.fromChainable(
                        new CopyWorkflow(this, functions, settings.durations(), self(names)).states()))
                .logs(LogOptions.builder()
                        .destination(log)
                        .level(LogLevel.ERROR)
                        .includeExecutionData(false)
                        .build())
                .tracingEnabled(false)
                .build();
        Accepted.rule(
                stateMachine,
                "AwsSolutions-SF1",
                "Errors are logged. Every event of 10,000 children stands in the executions' history for 90 days anyway,"
                        + " and a second copy in a log would cost more than the run.");
        Accepted.rule(
                stateMachine,
                "AwsSolutions-SF2",
                "A trace would show one call per child; the run table and the metrics say how far each segment is.");
        Accepted.wildcard(
                this,
                "^Resource::arn:<AWS::Partition>:states:[a-z0-9-]+:[0-9]{12}:execution:.*",
                "Names of executions are not known beforehand; only those of this state machine are meant.");
        Accepted.wildcard(
                role, "^Resource::\\*$", "The actions of log delivery know no resources, says their documentation.");
    }

    StateMachine stateMachine() {
        return stateMachine;
    }

    /** Itself, by its name: sets start an execution for each of their tables. */
    private IStateMachine self(DeploymentNames names) {
        return StateMachine.fromStateMachineArn(this, "Self", arn(Stack.of(this), names));
    }

    /** By name: functions must know it before it is there. */
    static String arn(Stack stack, DeploymentNames names) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("stateMachine")
                .resourceName(names.stateMachine())
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    /** All executions that people start, not those of the Map's children. */
    static String executions(Stack stack, DeploymentNames names) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("execution")
                .resourceName(names.stateMachine() + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }
}
