package dynamofanout.environment;

import dynamofanout.input.BadInput;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Tells whether a table lies in an environment of {@code fanout.json}, by whatever name it was reached: same account and
 * Region; or, with a custom endpoint, same endpoint and Region and the access key of the environment's own profile.
 */
final class EnvironmentMatch {
    /** LocalStack's account for every access key id that is no account. */
    private static final String LOCALSTACK = "000000000000";

    private final Environments environments;

    EnvironmentMatch(Environments environments) {
        this.environments = environments;
    }

    /** @throws CredentialFailure when only the environment's credentials could tell and they cannot be had */
    boolean isIn(Environment environment, TableIdentity table) {
        if (!table.region().equals(environment.region())) {
            return false;
        }
        return table.account().equals(environment.account()) || (!table.isOnAws() && hasKeyOf(environment, table));
    }

    /** Whether the environment leads to the custom endpoint where the table is. */
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

    /** A role's account is that of the environment, and its keys are new each time: only lasting keys are compared. */
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
