package dynamofanout.infra;

import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * What an environment's account has: one role that the home account's functions assume, limited to the listed tables and
 * their indexes, without any write where the environment is protected. It trusts the home account, narrowed to the
 * functions' roles by name, so that it can be deployed before they are there.
 */
final class AccessStack extends Stack {
    /** What plan, workers and finish read with. */
    static final List<String> READ = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:DescribeTable",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:Query",
            "dynamodb:Scan");

    static final List<String> WRITE = List.of("dynamodb:BatchWriteItem");

    AccessStack(Construct scope, Home home, Environment environment) {
        super(scope, Names.accessStack(environment.name()), properties(environment));
        Role role = Role.Builder.create(this, "Role")
                .roleName(Names.role(environment.name()))
                .description("What dynamo-fanout's functions of account " + home.account() + " may do here")
                .assumedBy(new AccountPrincipal(home.account()).withConditions(trust(home)))
                .externalIds(List.of(environment.externalId().orElseThrow()))
                .inlinePolicies(Map.of(
                        "tables",
                        PolicyDocument.Builder.create()
                                .statements(List.of(access(environment)))
                                .build()))
                .build();
        CfnOutput.Builder.create(this, "RoleArn").value(role.getRoleArn()).build();
    }

    private Map<String, Object> trust(Home home) {
        return Map.of(
                "ArnEquals",
                Map.of(
                        "aws:PrincipalArn",
                        Names.FUNCTIONS.stream()
                                .map(name -> "arn:" + getPartition() + ":iam::" + home.account() + ":role/" + name)
                                .toList()));
    }

    private PolicyStatement access(Environment environment) {
        List<String> actions = new ArrayList<>(READ);
        if (!environment.isProtected()) {
            actions.addAll(WRITE);
        }
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(environment.tables().stream()
                        .map(table -> "arn:" + getPartition() + ":dynamodb:" + environment.region() + ":"
                                + environment.account() + ":table/" + table)
                        .flatMap(arn -> Stream.of(arn, arn + "/index/*"))
                        .toList())
                .build();
    }

    private static StackProps properties(Environment environment) {
        return StackProps.builder()
                .stackName(Names.accessStack(environment.name()))
                .description("dynamo-fanout: access to the tables of environment " + environment.name())
                .env(software.amazon.awscdk.Environment.builder()
                        .account(environment.account())
                        .region(environment.region())
                        .build())
                .build();
    }
}
