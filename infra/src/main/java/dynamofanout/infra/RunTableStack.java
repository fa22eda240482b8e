// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration.Home;
import java.util.List;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The stack with the run table, which records what was copied and how far. The table stays when the stack is destroyed,
 * so that a wrong command cannot delete these records. It has a stack of its own: if a deployment of the functions
 * fails and is rolled back, it leaves no table behind that the next try would find in its way.
 */
final class RunTableStack extends Stack {
    RunTableStack(Construct scope, Settings settings) {
        super(scope, settings.home().names().runsStack(), properties(settings.home()));
        String name = settings.home().names().runTable();
        Table.Builder.create(this, "Table")
                .tableName(name)
                .partitionKey(text("run"))
                .sortKey(text("part"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .timeToLiveAttribute("expires")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        CfnOutput.Builder.create(this, "RunTable")
                .description("Stays when this stack is destroyed")
                .value(name)
                .build();
    }

    /** What the functions do in the table. */
    static PolicyStatement access(Stack stack, String table) {
        return PolicyStatement.Builder.create()
                .actions(dynamofanout.store.RunTableItems.ACTIONS)
                .resources(List.of("arn:" + stack.getPartition() + ":dynamodb:" + stack.getRegion() + ":"
                        + stack.getAccount() + ":table/" + table))
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    private static StackProps properties(Home home) {
        return StackProps.builder()
                .stackName(home.names().runsStack())
                .description("dynamo-fanout: the table that knows all runs")
                .synthesizer(new BootstraplessSynthesizer())
                .env(software.amazon.awscdk.Environment.builder()
                        .account(home.account())
                        .region(home.region())
                        .build())
                .build();
    }
}
