// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.item.Slice;
import dynamofanout.table.CallFailed.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;

/** What {@link TableClientIT} shows of bounds, under TLS: closing a TLS connection in order would wait for the peer. */
@Timeout(8)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableClientTlsIT {
    private static final String PASSWORD = "changeit";
    private static final List<Slice> ITEMS = List.of(Slice.of("{\"id\":{\"S\":\"a\"}}"));
    private static final String TAKEN = RawServer.ok("{\"UnprocessedItems\":{}}");

    @TempDir
    private static Path directory;

    private static SSLContext tls;

    private static final SdkHttpClient http = Apache5.trustful(4);

    @BeforeAll
    @Timeout(60)
    static void makes_a_certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
    }

    @AfterAll
    static void close() {
        http.close();
    }

    @Test
    void a_body_that_drips() {
        try (RawServer server = RawServer.start(tls.getServerSocketFactory(), "https", peer -> {
            while (peer.read().isPresent()) {
                if (peer.number() == 1) {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    peer.drip(" ".repeat(1_000));
                } else {
                    peer.write(TAKEN);
                }
            }
        })) {
            TestClient client = TestClient.over(http).with(server.endpoint());

            assertTimedOut(client);
            WriteAnswer next = client.table("Orders").write(ITEMS, Long.MAX_VALUE);

            assertThat(next.unprocessed()).isEmpty();
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void a_server_that_never_answers() {
        try (RawServer server = RawServer.start(tls.getServerSocketFactory(), "https", peer -> {
            peer.read();
            peer.hang();
        })) {
            assertTimedOut(TestClient.over(http).with(server.endpoint()));
        }
    }

    @Test
    void a_server_that_never_shakes_hands() {
        try (RawServer server = RawServer.start(RawServer.Peer::hang)) {
            String endpoint = server.endpoint().toString().replace("http:", "https:");

            assertTimedOut(TestClient.over(http).with(URI.create(endpoint)));
        }
    }

    private static void assertTimedOut(TestClient client) {
        ItemTable table = client.with(Duration.ofMillis(300)).table("Orders");

        CallFailed failure = catchThrowableOfType(CallFailed.class, () -> table.write(ITEMS, Long.MAX_VALUE));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessage("BatchWriteItem got no whole answer within 300 ms");
    }
}
