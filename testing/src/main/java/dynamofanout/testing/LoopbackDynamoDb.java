// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local inside this process, over real HTTP, on 127.0.0.1 only (its own main class listens on all interfaces).
 * The access key of a request decides the account.
 */
public final class LoopbackDynamoDb implements AutoCloseable {
    /** Whatever proxies the environment names, this machine is not behind them. */
    private static final ProxyConfiguration DIRECTLY = ProxyConfiguration.builder()
            .useEnvironmentVariablesValues(false)
            .useSystemPropertyValues(false)
            .build();

    private final Server server;

    private LoopbackDynamoDb(Server server) {
        this.server = server;
    }

    /** Starts with no tables, in memory, on a free port; it knows no backups. */
    public static LoopbackDynamoDb start() {
        return start(dynamoDb(false));
    }

    /** All access keys and Regions lead to the same tables, as with {@code -sharedDb}. */
    public static LoopbackDynamoDb startShared() {
        return start(dynamoDb(true));
    }

    /** The same behind a service that knows them. */
    public static LoopbackDynamoDb start(BackupsHere backups) {
        backups.setHandler(dynamoDb(false));
        return start((Handler) backups);
    }

    private static Handler dynamoDb(boolean isShared) {
        System.setProperty("sqlite4java.library.path", "");
        return new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, isShared, false), "*");
    }

    private static LoopbackDynamoDb start(Handler handler) {
        var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start", e);
        }
        return new LoopbackDynamoDb(server);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    /** An ordinary SDK client for one of its accounts, to set up tables and to look at them. */
    public DynamoDbClient client(String account) {
        return client(account, Region.EU_WEST_1);
    }

    /** In another Region: other tables. */
    public DynamoDbClient client(String account, Region region) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(DIRECTLY))
                .build();
    }

    /** The section of an AWS config file that leads to one of its accounts. */
    public String profile(String name, String account) {
        return String.join(
                "\n",
                "[profile " + name + "]",
                "region = eu-west-1",
                "endpoint_url = " + endpoint(),
                "aws_access_key_id = " + account,
                "aws_secret_access_key = secret",
                "");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not stop", e);
        }
    }
}
