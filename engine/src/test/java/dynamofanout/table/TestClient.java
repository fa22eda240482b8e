// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** Clients of tables for tests; each {@code with} changes one thing. */
public record TestClient(
        SdkHttpClient http,
        URI endpoint,
        AwsCredentialsProvider credentials,
        Duration bound,
        Clock clock,
        LongSupplier nanoTime) {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "timer");
        thread.setDaemon(true);
        return thread;
    });

    /** Longer than any test may take: nothing is cut off for a slow machine. */
    private static final Duration NO_BOUND = Duration.ofMinutes(1);

    public static TestClient over(SdkHttpClient http) {
        return new TestClient(
                http, URI.create("http://127.0.0.1:1"), account("test"), NO_BOUND, Clock.systemUTC(), System::nanoTime);
    }

    static AwsCredentialsProvider account(String accessKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret"));
    }

    public TestClient with(URI newEndpoint) {
        return new TestClient(http, newEndpoint, credentials, bound, clock, nanoTime);
    }

    TestClient with(AwsCredentialsProvider newCredentials) {
        return new TestClient(http, endpoint, newCredentials, bound, clock, nanoTime);
    }

    TestClient with(Duration newBound) {
        return new TestClient(http, endpoint, credentials, newBound, clock, nanoTime);
    }

    TestClient with(Clock newClock) {
        return new TestClient(http, endpoint, credentials, bound, newClock, nanoTime);
    }

    TestClient with(LongSupplier newNanoTime) {
        return new TestClient(http, endpoint, credentials, bound, clock, newNanoTime);
    }

    TableClient build() {
        var connection = new TableClient.Connection(identity -> endpoint, credentials, "eu-west-1", bound);
        return new TableClient(http, connection, TIMER, clock, nanoTime);
    }

    public ItemTable table(String name) {
        return new ItemTable(build(), name);
    }
}
