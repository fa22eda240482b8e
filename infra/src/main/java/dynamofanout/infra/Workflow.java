package dynamofanout.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** The state machine {@code fanout}, its role and its log. */
final class Workflow extends Construct {
    private final StateMachine stateMachine;

    Workflow(
            Construct scope,
            String id,
            CopyWorkflow.Functions functions,
            Durations durations,
            RetentionDays logRetention) {
        super(scope, id);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/vendedlogs/states/" + Names.STATE_MACHINE)
                .retention(logRetention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("states.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "workflow",
                        PolicyDocument.Builder.create()
                                .statements(List.of(calls(functions), startsChildren(), watchesChildren(), logs()))
                                .build()))
                .build();
        stateMachine = StateMachine.Builder.create(this, "StateMachine")
                .stateMachineName(Names.STATE_MACHINE)
                .stateMachineType(StateMachineType.STANDARD)
                .comment("Copies a DynamoDB table: plan, copy each segment, judge")
                .definitionBody(DefinitionBody.fromChainable(new CopyWorkflow(this, functions, durations).states()))
                .role(role.withoutPolicyUpdates())
                .logs(LogOptions.builder()
                        .destination(log)
                        .level(LogLevel.ERROR)
                        .includeExecutionData(false)
                        .build())
                .tracingEnabled(false)
                .build();
        stateMachine.getNode().addDependency(role);
    }

    StateMachine stateMachine() {
        return stateMachine;
    }

    /** By name: functions must know it before it is there. */
    static String arn(Stack stack) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("stateMachine")
                .resourceName(Names.STATE_MACHINE)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    /** All executions that people start, not those of the Map's children. */
    static String executions(Stack stack) {
        return executions(stack, Names.STATE_MACHINE);
    }

    private static String executions(Stack stack, String machine) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("execution")
                .resourceName(machine + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    private static PolicyStatement calls(CopyWorkflow.Functions functions) {
        return PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(List.of(
                        functions.plan().getFunctionArn(),
                        functions.segment().getFunctionArn(),
                        functions.finish().getFunctionArn()))
                .build();
    }

    private PolicyStatement startsChildren() {
        return PolicyStatement.Builder.create()
                .actions(List.of("states:StartExecution"))
                .resources(List.of(arn(Stack.of(this))))
                .build();
    }

    /** Step Functions' documentation names the first kind of ARN, its children have the second. */
    private PolicyStatement watchesChildren() {
        Stack stack = Stack.of(this);
        return PolicyStatement.Builder.create()
                .actions(List.of("states:DescribeExecution", "states:StopExecution"))
                .resources(
                        List.of(executions(stack), executions(stack, Names.STATE_MACHINE + "/" + CopyWorkflow.LABEL)))
                .build();
    }

    private static PolicyStatement logs() {
        return PolicyStatement.Builder.create()
                .actions(List.of(
                        "logs:CreateLogDelivery",
                        "logs:DeleteLogDelivery",
                        "logs:DescribeLogGroups",
                        "logs:DescribeResourcePolicies",
                        "logs:GetLogDelivery",
                        "logs:ListLogDeliveries",
                        "logs:PutResourcePolicy",
                        "logs:UpdateLogDelivery"))
                .resources(List.of("*"))
                .build();
    }
}
