// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Partition;
import dynamofanout.environment.TableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The stack of one environment's account: the roles that the home account's functions assume there. One role reads.
 * Unless the environment is protected, another also writes, makes backups and, if the environment says so, creates
 * tables. Both are limited to the listed tables. They trust the home account, narrowed to the functions' roles by name,
 * so the stack can be deployed before those roles exist. The account need not be bootstrapped, because the stack is
 * only a template. The stack's name contains the home's account, so that another home never updates it.
 */
final class AccessStack extends Stack {
    /** What a pattern of tables needs. */
    private static final String LIST_TABLES = "dynamodb:ListTables";

    private final Home home;
    private final DeploymentNames names;
    private final Environment environment;
    private final List<TableUse> reading;

    AccessStack(Construct scope, Settings settings, Environment environment) {
        super(scope, settings.home().names().accessStack(environment.name()), properties(settings.home(), environment));
        this.home = settings.home();
        this.names = home.names();
        this.environment = environment;
        this.reading = settings.creates() ? List.of(TableUse.READ, TableUse.DEFINE) : List.of(TableUse.READ);
        List<Role> roles = new ArrayList<>();
        if (settings.makesReadRole(environment)) {
            roles.add(readRole());
        }
        if (settings.makesRole(environment)) {
            roles.add(role());
        }
        new TableAccess(this, environment, roles, reading).grant();
        settings.bound(this);
    }

    /** Whatever is attached to it, now or later, it only reads. */
    private Role readRole() {
        Role role = role(
                "ReadRole",
                names.readRole(environment.name()),
                "What dynamo-fanout's functions of account " + home.account() + " may read here",
                names.functions());
        List<String> allowed = new ArrayList<>(reading.stream()
                .flatMap(use -> Stream.concat(use.actions().stream(), use.keyActions().stream()))
                .distinct()
                .toList());
        if (environment.tables().stream().anyMatch(table -> table.contains("*"))) {
            allowed.add(LIST_TABLES);
            role.addToPolicy(PolicyStatement.Builder.create()
                    .actions(List.of(LIST_TABLES))
                    .resources(List.of("*"))
                    .build());
            Accepted.wildcard(
                    role,
                    "^Resource::\\*$",
                    "ListTables knows no resources; it is there only where fanout.json has a pattern among the tables.");
        }
        role.addToPolicy(PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .notActions(allowed)
                .resources(List.of("*"))
                .build());
        CfnOutput.Builder.create(this, "ReadRoleArn").value(role.getRoleArn()).build();
        return role;
    }

    /** Trusts the functions that write, back up or create, and no others. */
    private Role role() {
        Role role = role(
                "Role",
                names.role(environment.name()),
                "What dynamo-fanout's functions of account " + home.account() + " may do here",
                environment.create().isPresent()
                        ? List.of(names.plan(), names.segment(), names.finish())
                        : List.of(names.plan(), names.segment()));
        CfnOutput.Builder.create(this, "RoleArn").value(role.getRoleArn()).build();
        return role;
    }

    private Role role(String id, String name, String description, List<String> trusted) {
        String homeAccount = "arn:" + Partition.of(home.region()) + ":iam::" + home.account() + ":";
        return Role.Builder.create(this, id)
                .roleName(name)
                .description(description)
                .assumedBy(new ArnPrincipal(homeAccount + "root")
                        .withConditions(Map.of(
                                "ArnEquals",
                                Map.of(
                                        "aws:PrincipalArn",
                                        trusted.stream()
                                                .map(function -> homeAccount + "role/" + function)
                                                .toList()))))
                .externalIds(List.of(environment.externalId().orElseThrow()))
                .build();
    }

    private static StackProps properties(Home home, Environment environment) {
        return StackProps.builder()
                .stackName(home.names().accessStackName(environment.name(), home.account()))
                .description("dynamo-fanout: access to the tables of environment " + environment.name())
                .synthesizer(new BootstraplessSynthesizer())
                .suppressTemplateIndentation(true)
                .env(software.amazon.awscdk.Environment.builder()
                        .account(environment.account())
                        .region(environment.region())
                        .build())
                .build();
    }
}
