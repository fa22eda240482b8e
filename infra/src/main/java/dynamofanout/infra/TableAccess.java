// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Environment;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * Lets an environment's roles use its tables. Usually each role has an inline policy with only the actions that it
 * needs. If there are too many tables for that, both roles share managed policies with all actions, so that the
 * template lists each table only once. The reading role then denies itself everything but reading.
 */
final class TableAccess {
    /** IAM's limit for all inline policies of a role, without white space; some is left for the reading role's own. */
    private static final int INLINE_CHARACTERS = 9_800;

    private final Construct scope;
    private final Environment environment;
    private final List<Role> roles;
    private final List<TableUse> reading;

    /**
     * Of one environment.
     *
     * @param roles the reading role, the writing role, or both in this order
     * @param reading what the reading role is used for
     */
    TableAccess(Construct scope, Environment environment, List<Role> roles, List<TableUse> reading) {
        this.scope = scope;
        this.environment = environment;
        this.roles = roles;
        this.reading = reading;
    }

    /** @throws BadInput with the numbers if the tables do not fit into as many policies as a role can have */
    void grant() {
        List<PolicyText> perRole = roles.stream()
                .map(role -> PolicyText.of(environment, uses(role)))
                .toList();
        if (perRole.stream().allMatch(text -> text.characters() <= INLINE_CHARACTERS)) {
            for (int i = 0; i < roles.size(); i++) {
                Policy policy = Policy.Builder.create(
                                scope, roles.get(i).getNode().getId() + "Tables")
                        .roles(List.of(roles.get(i)))
                        .statements(statements(perRole.get(i)))
                        .build();
                accept(policy);
            }
            return;
        }
        share(PolicyText.of(
                environment,
                roles.stream().flatMap(role -> uses(role).stream()).distinct().toList()));
    }

    private void share(PolicyText whole) {
        List<PolicyText> parts = whole.parts(PolicyText.MANAGED_CHARACTERS);
        if (parts.size() > PolicyText.MANAGED_PER_ROLE) {
            throw new BadInput(
                    "environments." + environment.name() + ".tables",
                    "the tables of environment " + environment.name() + " must fit into " + PolicyText.MANAGED_PER_ROLE
                            + " managed policies of " + PolicyText.MANAGED_CHARACTERS + " characters, got: "
                            + environment.tables().size() + " tables in " + parts.size() + " policies ("
                            + whole.characters() + " characters); list fewer, or use wildcards such as App-*");
        }
        for (int i = 0; i < parts.size(); i++) {
            ManagedPolicy policy = ManagedPolicy.Builder.create(scope, "Tables" + i)
                    .description(
                            "Tables of environment " + environment.name() + ", part " + (i + 1) + " of " + parts.size())
                    .roles(List.copyOf(roles))
                    .statements(statements(parts.get(i)))
                    .build();
            accept(policy);
        }
    }

    private List<TableUse> uses(Role role) {
        if (role.getNode().getId().equals("ReadRole")) {
            return reading;
        }
        return environment.create().isPresent()
                ? List.of(TableUse.WRITE, TableUse.BACK_UP, TableUse.CREATE)
                : List.of(TableUse.WRITE, TableUse.BACK_UP);
    }

    private List<PolicyStatement> statements(PolicyText text) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(PolicyStatement.Builder.create()
                .actions(text.actions())
                .resources(text.resources())
                .build());
        if (!text.keys().isEmpty()) {
            statements.add(throughDynamoDb(text.keyActions(), text.keys()));
        }
        text.grantedKey().ifPresent(key -> statements.add(throughDynamoDb(List.of(TableUse.GRANT), List.of(key))));
        return statements;
    }

    private PolicyStatement throughDynamoDb(List<String> actions, List<String> keys) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(keys)
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", TableUse.viaService(environment.region()))))
                .build();
    }

    private static void accept(Construct policy) {
        Accepted.wildcard(
                policy,
                "^Resource::arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/.*",
                "Tables are those that fanout.json lists, which may use wildcards, with all that belongs to them; each"
                        + " run's session policy narrows this to its one table.");
        Accepted.wildcard(
                policy,
                "^Resource::arn:aws[a-z-]*:dynamodb::[0-9]{12}:global-table/\\*$",
                "Where a global table of 2017 has its replicas may be asked of all, so that the policy does not list each"
                        + " table once more; each run's session policy narrows this to its one table.");
        Accepted.wildcard(
                policy,
                "^Action::kms:(GenerateDataKey|ReEncrypt)\\*$",
                "What DynamoDB asks of a key for whoever writes; only by way of DynamoDB, and only of the keys in"
                        + " fanout.json.");
    }
}
