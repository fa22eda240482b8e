// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.network.HttpClients;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials of an assumed role. The role is assumed at first use (an STS client costs 0.7 CPU-seconds), and the
 * credentials are renewed five minutes before they expire. Thread-safe.
 */
final class AssumedRole implements AwsCredentialsProvider, SdkAutoCloseable {
    /** STS answers in milliseconds. A call that hangs must not block a worker beyond its lease. */
    private static final Duration CALL = Duration.ofSeconds(10);

    private static final Duration TO_CONNECT = Duration.ofSeconds(3);

    private final AwsCredentialsProvider base;
    private final Role role;
    private final SharedSettings settings;
    private final Supplier<HttpClients> clients;
    private @Nullable SdkHttpClient http;
    private @Nullable StsClient sts;
    private @Nullable StsAssumeRoleCredentialsProvider provider;

    /**
     * The role to assume and how.
     *
     * @param region whose STS is asked
     * @param session name of the session in CloudTrail
     * @param policy that narrows it
     */
    record Role(
            String arn,
            Optional<String> externalId,
            Region region,
            SessionName session,
            Optional<SessionPolicy> policy) {}

    AssumedRole(AwsCredentialsProvider base, Role role, SharedSettings settings, Supplier<HttpClients> clients) {
        this.base = base;
        this.role = role;
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return provider().resolveCredentials();
    }

    private synchronized StsAssumeRoleCredentialsProvider provider() {
        if (provider == null) {
            http = clients.get().urlConnection(new HttpClients.Timeouts(TO_CONNECT, CALL));
            StsClientBuilder client = StsClient.builder()
                    .region(role.region())
                    .credentialsProvider(base)
                    .httpClient(http)
                    .overrideConfiguration(overrides());
            ConfiguredEndpoint.STS
                    .find(settings)
                    .filter(EndpointHost::isStrange)
                    .ifPresent(url -> EndpointHost.use(client, url));
            sts = client.build();
            provider = StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts)
                    .refreshRequest(AssumeRoleRequest.builder()
                            .roleArn(role.arn())
                            .externalId(role.externalId().orElse(null))
                            .policy(role.policy().map(SessionPolicy::json).orElse(null))
                            .roleSessionName(role.session().text())
                            .build())
                    .build();
        }
        return provider;
    }

    private ClientOverrideConfiguration overrides() {
        return ClientOverrideConfiguration.builder()
                .defaultProfileFileSupplier(settings.profiles().files())
                .defaultProfileName(settings.profile())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .apiCallTimeout(CALL)
                .build();
    }

    @Override
    public synchronized void close() {
        if (provider != null && sts != null && http != null) {
            provider.close();
            sts.close();
            http.close();
        }
        if (base instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
