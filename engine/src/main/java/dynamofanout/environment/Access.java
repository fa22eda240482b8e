// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Access to one environment: its Region, credentials and endpoint. Opening it makes no call. Thread-safe. */
public final class Access implements AutoCloseable {
    private final Login login;
    private final Optional<Environment> configured;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final DynamoDbEndpoint endpoint;

    Access(
            Login login,
            Optional<Environment> configured,
            Region region,
            AwsCredentialsProvider credentials,
            DynamoDbEndpoint endpoint) {
        this.login = login;
        this.configured = configured;
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    /** The name by which it was opened. */
    public String environment() {
        return login.environment();
    }

    /** The environment's entry in {@code fanout.json}. Empty if it is an AWS profile. */
    public Optional<Environment> configured() {
        return configured;
    }

    public Region region() {
        return region;
    }

    /**
     * Credentials that are renewed before they expire. They fail only with {@link CredentialFailure}, whose message is
     * for the user.
     */
    public AwsCredentialsProvider credentials() {
        return this::resolve;
    }

    /** An endpoint that the profile or an environment variable names. It may be a VPC endpoint, which is still AWS. */
    public Optional<URI> endpointOverride() {
        return endpoint.override();
    }

    /**
     * The endpoint for calls to the table, given the credentials that sign them (an account may have its own endpoint).
     * Takes about 3 microseconds.
     */
    public Function<AwsCredentialsIdentity, URI> endpoint(TableName table) {
        return identity -> endpoint.of(identity, table);
    }

    /** The endpoint of Systems Manager. */
    public URI systemsManager() {
        return endpoint(ConfiguredEndpoint.SYSTEMS_MANAGER, "ssm");
    }

    /** The endpoint of Secrets Manager. */
    public URI secretsManager() {
        return endpoint(ConfiguredEndpoint.SECRETS_MANAGER, "secretsmanager");
    }

    private URI endpoint(ConfiguredEndpoint service, String id) {
        Optional<URI> configured = endpoint.ignoresConfigured() ? Optional.empty() : service.find(login.settings());
        return configured.orElseGet(
                () -> URI.create("https://" + ServiceMetadata.of(id).endpointFor(region)));
    }

    /**
     * Gives an ordinary SDK client the same Region, credentials, profile and endpoint. It replaces the override
     * configuration, so call it before adding to that.
     */
    public DynamoDbClientBuilder prepare(DynamoDbClientBuilder client) {
        client.region(region).credentialsProvider(credentials()).overrideConfiguration(overrides -> overrides
                .defaultProfileFileSupplier(login.settings().profiles().files())
                .defaultProfileName(login.settings().profile()));
        endpoint.override().ifPresent(client::endpointOverride);
        if (endpoint.ignoresConfigured()) {
            client.endpointOverride(endpoint.of(anonymous(), new TableName("any")));
        }
        return client;
    }

    /**
     * Gives any other ordinary SDK client the same Region, credentials and profile. The SDK derives the endpoint from
     * those.
     *
     * @param service what the client says of itself, for example {@code SfnClient.serviceMetadata()}
     * @param more sets time-outs and retries
     */
    public <B extends AwsClientBuilder<B, C>, C> B prepare(
            B client, ServiceMetadata service, Consumer<ClientOverrideConfiguration.Builder> more) {
        client.region(region).credentialsProvider(credentials()).overrideConfiguration(overrides -> {
            overrides
                    .defaultProfileFileSupplier(login.settings().profiles().files())
                    .defaultProfileName(login.settings().profile());
            more.accept(overrides);
        });
        if (endpoint.ignoresConfigured()) {
            client.endpointOverride(URI.create("https://" + service.endpointFor(region)));
        } else {
            ConfiguredEndpoint.of(service)
                    .flatMap(configured -> configured.find(login.settings()))
                    .filter(EndpointHost::isStrange)
                    .ifPresent(url -> EndpointHost.use(client, url));
        }
        return client;
    }

    @Override
    public void close() {
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    Login login() {
        return login;
    }

    private AwsCredentials resolve() {
        try {
            return credentials.resolveCredentials();
        } catch (RuntimeException e) {
            throw CredentialFailure.of(login, e);
        }
    }

    private static AwsCredentialsIdentity anonymous() {
        return AnonymousCredentialsProvider.create().resolveCredentials();
    }
}
