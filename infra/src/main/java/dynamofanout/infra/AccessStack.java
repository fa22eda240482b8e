package dynamofanout.infra;

import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableUse;
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
 * What an environment's account has: one role that the home account's functions assume, limited to the listed tables,
 * their indexes and backups, without any write where the environment is protected, and never with a restore. It trusts
 * the home account, narrowed to the functions' roles by name, so that it can be deployed before they are there.
 */
final class AccessStack extends Stack {
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
                                .statements(statements(environment))
                                .build()))
                .build();
        Accepted.wildcard(
                role,
                "^Resource::arn:<AWS::Partition>:dynamodb:[a-z0-9-]+:[0-9]{12}:table/.*",
                "Tables are those that fanout.json lists, which may use wildcards, with all their indexes; each run's"
                        + " session policy narrows this to its one table.");
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

    private List<PolicyStatement> statements(Environment environment) {
        return environment.isProtected()
                ? List.of(access(environment, TableUse.READ))
                : List.of(access(environment, TableUse.WRITE), access(environment, TableUse.BACK_UP));
    }

    private PolicyStatement access(Environment environment, TableUse use) {
        return PolicyStatement.Builder.create()
                .actions(use.actions())
                .resources(environment.tables().stream()
                        .map(table -> "arn:" + getPartition() + ":dynamodb:" + environment.region() + ":"
                                + environment.account() + ":table/" + table)
                        .flatMap(arn -> Stream.of(arn, arn + use.besides()))
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
