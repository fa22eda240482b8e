// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import dynamofanout.environment.Access;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.home.Cdk;
import dynamofanout.launcher.home.HomeCalls;
import dynamofanout.launcher.home.HomeNames;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Checks one account with the user's own credentials: do they lead to the right account, and is the CDK bootstrapped?
 *
 * @param who the environment's name, or {@code home}
 * @param account as {@code fanout.json} says
 * @param profile for the remedies
 */
record AccountChecks(String who, String account, Optional<String> profile, Access access, SdkHttpClient http) {
    /** Where the CDK notes the version of what {@code cdk bootstrap} made. */
    private static final String BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version";

    /** The version that the default synthesizer of aws-cdk-lib requires. */
    private static final int LEAST_BOOTSTRAP = 6;

    private static final Duration CALL = Duration.ofSeconds(10);

    /** Whether there are credentials, and they lead to the account. */
    Finding credentials() {
        String what = "credentials of " + who;
        try (StsClient sts = access.prepare(StsClient.builder(), StsClient.serviceMetadata(), AccountChecks::bound)
                .httpClient(http)
                .build()) {
            var caller = calls().answer("sts:GetCallerIdentity", sts::getCallerIdentity);
            return caller.account().equals(account)
                    ? Finding.ok(what, caller.arn())
                    : Finding.missing(
                            what,
                            "fanout.json says account " + account + ", but they lead to account " + caller.account()
                                    + ": correct one of the two"
                                    + profile.map(name -> " (AWS profile " + name + ")")
                                            .orElse(""));
        } catch (HomeFailed | CredentialFailure failure) {
            return Finding.missing(what, String.valueOf(failure.getMessage()));
        }
    }

    /** Whether the CDK can deploy into the account and Region. */
    Finding bootstrap() {
        String what = "CDK bootstrap of " + who;
        String remedy = Cdk.bootstrap(account, access.region().id(), profile);
        try (SsmClient ssm = access.prepare(SsmClient.builder(), SsmClient.serviceMetadata(), AccountChecks::bound)
                .httpClient(http)
                .build()) {
            Optional<String> version = calls().answer("ssm:GetParameter", () -> version(ssm));
            if (version.filter(AccountChecks::isNew).isPresent()) {
                return Finding.ok(what, "version " + version.get());
            }
            String tooOld = version.map(
                            found -> "must be version " + LEAST_BOOTSTRAP + " or newer, got: " + found + "; ")
                    .orElse("");
            return Finding.missing(what, tooOld + remedy);
        } catch (HomeFailed | CredentialFailure failure) {
            return Finding.missing(what, String.valueOf(failure.getMessage()));
        }
    }

    private static Optional<String> version(SsmClient ssm) {
        try {
            return Optional.of(
                    ssm.getParameter(get -> get.name(BOOTSTRAP)).parameter().value());
        } catch (ParameterNotFoundException never) {
            return Optional.empty();
        }
    }

    private static boolean isNew(String version) {
        return version.matches("[0-9]{1,6}") && Integer.parseInt(version) >= LEAST_BOOTSTRAP;
    }

    private HomeCalls calls() {
        return new HomeCalls(
                access,
                new HomeNames(
                        account, access.region().id(), profile, new DeploymentNames(DeploymentNames.USUAL_PREFIX)));
    }

    private static void bound(ClientOverrideConfiguration.Builder overrides) {
        overrides
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .apiCallAttemptTimeout(CALL)
                .apiCallTimeout(CALL.multipliedBy(2));
    }
}
