// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Finds the account of an environment's credentials by asking STS, which needs no permission. */
public record CallersAccount(Access access, SdkHttpClient http) {
    private static final Duration CALL = Duration.ofSeconds(10);

    /**
     * The account. STS is asked only if the credentials do not name it themselves.
     *
     * @throws BadInput if STS does not say
     */
    public String find() {
        return access.credentials().resolveCredentials().accountId().orElseGet(this::ask);
    }

    private String ask() {
        try (StsClient sts = access.prepare(StsClient.builder(), StsClient.serviceMetadata(), overrides -> overrides
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                        .apiCallAttemptTimeout(CALL)
                        .apiCallTimeout(CALL.multipliedBy(3)))
                .httpClient(http)
                .build()) {
            return sts.getCallerIdentity().account();
        } catch (SdkException failure) {
            throw new BadInput(CredentialFailure.sentence(access, failure)
                    .orElseGet(() ->
                            "sts:GetCallerIdentity for " + access.environment() + " failed: " + failure.getMessage()));
        }
    }
}
