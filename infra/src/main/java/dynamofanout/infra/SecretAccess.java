// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.mask.SecretLocation;
import dynamofanout.mask.SecretLocation.ManagedSecret;
import dynamofanout.mask.SecretLocation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Lets a function read the secrets of masks. It may read those and no others, and use their keys only through the
 * service.
 */
final class SecretAccess {
    private SecretAccess() {}

    static List<PolicyStatement> statements(Stack stack, List<SecretLocation> secrets) {
        List<PolicyStatement> statements = new ArrayList<>();
        for (SecretLocation place : secrets) {
            if (place instanceof Parameter parameter) {
                statements.add(allow("ssm:GetParameter", parameterArn(stack, parameter.name())));
                parameter.kmsKey().ifPresent(key -> statements.add(decrypt(stack, "ssm", key)));
            }
            if (place instanceof ManagedSecret secret) {
                statements.add(allow("secretsmanager:GetSecretValue", secretArn(stack, secret.id())));
                secret.kmsKey().ifPresent(key -> statements.add(decrypt(stack, "secretsmanager", key)));
            }
        }
        return statements;
    }

    private static PolicyStatement allow(String action, String resource) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(resource))
                .build();
    }

    private static PolicyStatement decrypt(Stack stack, String service, String key) {
        String via = service + "." + stack.getRegion() + ".amazonaws.com";
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(key))
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", via)))
                .build();
    }

    private static String parameterArn(Stack stack, String name) {
        return name.startsWith("arn:")
                ? name
                : prefix(stack, "ssm") + "parameter" + (name.startsWith("/") ? "" : "/") + name;
    }

    /** Secrets Manager adds six characters to a name that nobody knows before the secret is made. */
    private static String secretArn(Stack stack, String id) {
        return Optional.of(id)
                .filter(given -> given.startsWith("arn:"))
                .orElseGet(() -> prefix(stack, "secretsmanager") + "secret:" + id + "-??????");
    }

    private static String prefix(Stack stack, String service) {
        return "arn:" + stack.getPartition() + ":" + service + ":" + stack.getRegion() + ":" + stack.getAccount() + ":";
    }
}
