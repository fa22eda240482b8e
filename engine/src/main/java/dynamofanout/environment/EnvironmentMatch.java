// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Decides whether a table belongs to an environment of {@code fanout.json}, whatever name it was opened by. On AWS the
 * account and Region must be the same. With a custom endpoint the endpoint, the Region and the access key of the
 * environment's own profile must be the same.
 */
final class EnvironmentMatch {
    /** LocalStack's account for all access key ids that are not account ids. */
    private static final String LOCALSTACK = "000000000000";

    private final Environments environments;

    EnvironmentMatch(Environments environments) {
        this.environments = environments;
    }

    /**
     * @throws CredentialFailure when the answer depends on the environment's credentials and they cannot be obtained
     */
    boolean isIn(Environment environment, TableIdentity table) {
        if (!table.region().equals(environment.region())) {
            return false;
        }
        return table.account().equals(environment.account()) || (!table.isOnAws() && hasKeyOf(environment, table));
    }

    /** Whether the environment uses the custom endpoint where the table is. */
    boolean isAtEndpoint(Environment environment, TableIdentity table) {
        try (Access access = environments.open(environment.name())) {
            return isSameEndpoint(access, table);
        } catch (BadInput profileIsNotOnThisMachine) {
            return false;
        }
    }

    private static boolean isSameEndpoint(Access access, TableIdentity table) {
        return access.endpointOverride()
                .map(TableIdentity::endpoint)
                .filter(table.endpoint()::equals)
                .isPresent();
    }

    /**
     * A role's account is that of the environment, and its keys are new each time. So only long-term keys are compared.
     */
    private boolean hasKeyOf(Environment environment, TableIdentity table) {
        if (environment.roleArn().isPresent()) {
            return false;
        }
        try (Access access = environments.open(environment.name())) {
            return isSameEndpoint(access, table)
                    && isAccountOf(access.credentials().resolveCredentials(), table);
        } catch (BadInput profileIsNotOnThisMachine) {
            return false;
        }
    }

    private static boolean isAccountOf(AwsCredentials credentials, TableIdentity table) {
        String key = credentials.accessKeyId();
        return table.account().equals(key) || (table.account().equals(LOCALSTACK) && !FieldPattern.ACCOUNT.fits(key));
    }
}
