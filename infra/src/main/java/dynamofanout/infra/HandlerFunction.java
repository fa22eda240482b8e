// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * One Lambda function with its role, its log, and aliases on its current version. The role has the function's name,
 * because the environments trust it by name. Earlier versions stay, so that a run that goes on during a deployment ends
 * with the code that it began with.
 */
final class HandlerFunction extends Construct {
    private final Function function;
    /**
     * What one function is.
     *
     * @param name of the function and its role
     * @param handler class
     * @param reservedConcurrency executions that are kept for it, and the most that it gets
     * @param start of its processes
     */
    record Handler(
            String name,
            Class<? extends RequestStreamHandler> handler,
            String description,
            Duration timeout,
            Optional<Integer> reservedConcurrency,
            Start start) {}

    /** How a new process comes by its classes and connections. */
    enum Start {
        /** It loads and opens them. */
        COLD,
        /** It is a copy of one that was rehearsed when the version was published (SnapStart). */
        FROM_SNAPSHOT
    }

    /** What all functions have alike. */
    record SharedSettings(Code code, int memoryMb, RetentionDays logRetention, Map<String, String> environment) {}

    HandlerFunction(
            Construct scope, String id, Handler handler, SharedSettings shared, List<PolicyStatement> permissions) {
        super(scope, id);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/" + handler.name())
                .retention(shared.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .roleName(handler.name())
                .assumedBy(Services.ofThisAccount(this, "lambda.amazonaws.com"))
                .inlinePolicies(Map.of("function", policy(log, permissions)))
                .build();
        function = Function.Builder.create(this, "Function")
                .functionName(handler.name())
                .description(handler.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(shared.code())
                .handler(handler.handler().getName() + "::handleRequest")
                .memorySize(shared.memoryMb())
                .timeout(handler.timeout())
                .environment(shared.environment())
                .role(role.withoutPolicyUpdates())
                .logGroup(log)
                .reservedConcurrentExecutions(handler.reservedConcurrency().orElse(null))
                .snapStart(handler.start() == Start.FROM_SNAPSHOT ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build())
                .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "Aliases lead to published versions alone.");
    }

    Function function() {
        return function;
    }

    /** A name for the version that is current when the stack is deployed. */
    Alias alias(String id, String name) {
        return Alias.Builder.create(this, id)
                .aliasName(name)
                .version(function.getCurrentVersion())
                .build();
    }

    private static PolicyDocument policy(LogGroup log, List<PolicyStatement> permissions) {
        PolicyDocument document = PolicyDocument.Builder.create()
                .statements(List.of(PolicyStatement.Builder.create()
                        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                        .resources(List.of(log.getLogGroupArn()))
                        .build()))
                .build();
        permissions.forEach(document::addStatements);
        return document;
    }
}
