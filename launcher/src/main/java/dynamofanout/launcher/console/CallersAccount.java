package dynamofanout.launcher.console;

import dynamofanout.environment.Access;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The account that an environment's credentials belong to, as STS says, which needs no permission for that. */
public record CallersAccount(Access access, SdkHttpClient http) {
    private static final Duration CALL = Duration.ofSeconds(10);

    /**
     * Asks STS.
     *
     * @throws BadInput if it does not say
     */
    public String find() {
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
