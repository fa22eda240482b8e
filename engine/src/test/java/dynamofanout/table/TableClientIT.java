// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.item.Slice;
import dynamofanout.table.CallFailed.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The client and the HTTP library under it against a server that misbehaves. Calls that must end by their bound of 300
 * ms have 8 s here, less than any other limit on their way (the library's socket time-out is 10 s).
 */
@Timeout(8)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableClientIT {
    private static final Duration BOUND = Duration.ofMillis(300);
    private static final String BODY = "{\"UnprocessedItems\":{}}";
    private static final String TAKEN = RawServer.ok(BODY);
    private static final List<Slice> ITEMS = List.of(Slice.of("{\"id\":{\"S\":\"ü\"}}"));
    private static final String TIMED_OUT = "BatchWriteItem got no whole answer within 300 ms";

    private final SdkHttpClient http = Apache5.client(32);
    private final List<RawServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(RawServer::close);
        http.close();
    }

    @Test
    void what_goes_over_the_wire() {
        RawServer server = started(RawServer.answering(TAKEN));

        write(table(server));

        RawServer.Request request = server.requests().get(0);
        assertThat(request.head()).startsWith("POST / HTTP/1.1\r\n");
        assertThat(request.header("Content-Length"))
                .containsExactly(Integer.toString(request.body().length()));
        assertThat(request.header("Accept-Encoding")).containsExactly("identity");
        assertThat(request.header("Host")).containsExactly(server.endpoint().getAuthority());
        assertThat(request.header("Expect")).isEmpty();
        assertThat(request.header("Transfer-Encoding")).isEmpty();
        assertThat(request.body().text()).contains("ü").endsWith("\"TOTAL\"}");
    }

    @Test
    void an_answer_in_chunks() {
        RawServer server = started(
                RawServer.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"Unp\r\n12\r\nrocessedItems\":{}}\r\n0\r\n\r\n"));

        assertThat(write(table(server)).unprocessed()).isEmpty();
    }

    @Test
    void chunks_that_end_too_soon() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n17\r\n" + BODY + "\r\n");
        }));

        assertBroken(failure(table(server)), "ConnectionBroken");
    }

    @Test
    void a_body_that_ends_with_the_connection_and_is_not_whole() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write("HTTP/1.1 200 OK\r\n\r\n" + BODY.substring(0, 10));
        }));

        assertBroken(failure(table(server)), "Malformed");
    }

    @Test
    void a_body_shorter_than_its_length() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write(TAKEN.substring(0, TAKEN.length() - 1));
        }));

        assertBroken(failure(table(server)), "ConnectionBroken");
    }

    @Test
    void a_checksum_that_is_right() {
        var crc = new CRC32();
        crc.update(BODY.getBytes(StandardCharsets.UTF_8));
        RawServer server = started(RawServer.answering(RawServer.ok(BODY, "x-amz-crc32: " + crc.getValue())));

        assertThat(write(table(server)).unprocessed()).isEmpty();
    }

    @Test
    void a_checksum_that_is_wrong() {
        RawServer server = started(RawServer.answering(RawServer.ok(BODY, "x-amz-crc32: 1")));

        CallFailed failure = failure(table(server));

        assertBroken(failure, "ConnectionBroken");
        assertThat(failure).hasMessage("BatchWriteItem failed: the answer's checksum is wrong");
    }

    @Test
    void an_answer_longer_than_any_can_be() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n{");
            peer.hang();
        }));

        CallFailed failure = failure(table(server));

        assertThat(failure)
                .hasMessage("BatchWriteItem failed: the answer announces 5000000000 bytes," + " more than 67108864");
    }

    @Test
    void junk_behind_an_answer_is_never_taken_for_the_next() {
        RawServer server = started(RawServer.answering(TAKEN + "HTTP/1.1 junk\r\n\r\n"));
        ItemTable table = table(server);

        write(table);
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            outcomes.add(outcome(table));
        }

        assertThat(outcomes).allMatch(outcome -> outcome.equals("taken") || outcome.equals("ConnectionBroken"));
    }

    @Test
    void a_body_that_drips() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            peer.drip(" ".repeat(1_000));
        }));

        assertTimedOut(failure(impatient(server)));
    }

    @Test
    void headers_that_drip() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.drip("HTTP/1.1 200 OK\r\n" + "X-Long: yes\r\n".repeat(100));
        }));

        assertTimedOut(failure(impatient(server)));
    }

    @Test
    void a_server_that_never_answers() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.awaitEnd();
        }));

        assertTimedOut(failure(impatient(server)));
    }

    @Test
    void a_server_that_does_not_read_a_long_request() {
        RawServer server = started(RawServer.start(RawServer.Peer::hang));
        Slice item = Slice.of("{\"id\":{\"S\":\"" + "x".repeat(400_000) + "\"}}");
        List<Slice> items = Collections.nCopies(25, item);

        CallFailed failure = failure(() -> impatient(server).write(items, Long.MAX_VALUE));

        assertTimedOut(failure);
    }

    @Test
    void a_connection_that_no_other_call_gives_back() throws ExecutionException, InterruptedException {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.awaitEnd();
        }));
        try (SdkHttpClient one = Apache5.client(1)) {
            TestClient client = TestClient.over(one).with(server.endpoint());
            ItemTable waiting = client.with(BOUND).table("Orders");
            ItemTable holding = client.with(Duration.ofSeconds(1)).table("Orders");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<CallFailed> held = thread.submit(() -> failure(holding));
            server.awaitRequest();

            CallFailed failure = failure(waiting);

            assertTimedOut(failure);
            assertThat(held.get().code()).isEqualTo("TimedOut");
            thread.shutdown();
        }
    }

    @Test
    void a_connection_dropped_before_the_request_is_read() {
        RawServer server = started(RawServer.start(RawServer.Peer::reset));

        assertBroken(failure(table(server)), "ConnectionBroken");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "closed"})
    void a_connection_dropped_after_the_request_was_read_is_not_tried_again(String how) {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            if (how.equals("reset")) {
                peer.reset();
            }
        }));

        assertBroken(failure(table(server)), "ConnectionBroken");
        assertThat(server.requests()).hasSize(1);
        assertThat(server.accepted()).isEqualTo(1);
    }

    /** The library takes a head that was cut off for a whole one; without its length, only the JSON shows it. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Len", "HTTP/1.1 200 OK\r\nContent-Length: 2"})
    void a_head_that_was_cut_off(String head) {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write(head);
        }));

        CallFailed failure = failure(table(server));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_server_that_does_not_accept() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var queue = new FullQueue(listener);
                SdkHttpClient patient = Apache5.builder(1)
                        .connectionTimeout(Duration.ofSeconds(30))
                        .build()) {
            ItemTable table =
                    TestClient.over(patient).with(queue.endpoint()).with(BOUND).table("Orders");

            CallFailed failure = failure(table);

            assertTimedOut(failure);
        }
    }

    @Test
    void a_connection_that_was_closed_while_idle() {
        RawServer server = started(RawServer.start(peer -> {
            peer.read();
            peer.write(TAKEN);
        }));
        ItemTable table = table(server);
        int calls = 10;

        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            outcomes.add(outcome(table));
        }

        assertThat(outcomes).allMatch(outcome -> outcome.equals("taken") || outcome.equals("ConnectionBroken"));
        assertThat(server.requests())
                .hasSize((int) outcomes.stream().filter("taken"::equals).count());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void the_http_library_does_not_try_again(int status) {
        RawServer server = started(
                RawServer.answering("HTTP/1.1 " + status + " Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));

        CallFailed failure = failure(table(server));

        assertThat(failure).hasMessage("BatchWriteItem was answered with HTTP " + status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed() {
        RawServer elsewhere = started(RawServer.answering(TAKEN));
        RawServer server = started(RawServer.answering("HTTP/1.1 307 Temporary Redirect\r\nLocation: "
                + elsewhere.endpoint() + "/\r\nContent-Length: 0\r\n\r\n"));

        CallFailed failure = failure(table(server));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessage("BatchWriteItem was answered with HTTP 307");
        assertThat(elsewhere.accepted()).isZero();
    }

    @Test
    void an_error_is_read_over_the_wire() {
        String error = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"no\"}";
        RawServer server = started(RawServer.answering(RawServer.ok(error).replace("200 OK", "400 Bad Request")));

        CallFailed failure = failure(table(server));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessage("BatchWriteItem was answered with ResourceNotFoundException: no");
    }

    @Test
    void the_call_after_an_aborted_one_has_a_new_connection() {
        RawServer server = started(RawServer.start(peer -> {
            while (peer.read().isPresent()) {
                if (peer.number() == 1) {
                    peer.awaitEnd();
                } else {
                    peer.write(TAKEN);
                }
            }
        }));
        try (SdkHttpClient one = Apache5.client(1)) {
            TestClient client = TestClient.over(one).with(server.endpoint());

            CallFailed aborted = failure(client.with(BOUND).table("Orders"));
            WriteAnswer next = write(client.table("Orders"));

            assertTimedOut(aborted);
            assertThat(next.unprocessed()).isEmpty();
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void calls_one_after_the_other_share_a_connection() {
        RawServer server = started(RawServer.answering(TAKEN));
        ItemTable table = table(server);

        for (int i = 0; i < 50; i++) {
            write(table);
        }

        assertThat(server.requests()).hasSize(50);
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void errors_do_not_cost_a_connection() {
        RawServer server = started(RawServer.answering(
                RawServer.ok("{\"__type\":\"ThrottlingException\"}").replace("200 OK", "400 Bad Request")));
        ItemTable table = table(server);

        for (int i = 0; i < 10; i++) {
            assertThat(failure(table).kind()).isEqualTo(Kind.THROTTLED);
        }

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void as_many_connections_as_calls_in_flight() throws ExecutionException, InterruptedException {
        RawServer server = started(RawServer.answering(TAKEN));
        ItemTable table = table(server);
        ExecutorService threads = Executors.newFixedThreadPool(32);

        List<Future<WriteAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            calls.add(threads.submit(() -> write(table)));
        }
        for (Future<WriteAnswer> call : calls) {
            call.get();
        }

        threads.shutdown();
        assertThat(server.requests()).hasSize(160);
        assertThat(server.accepted()).isBetween(1, 32);
    }

    @Test
    void nothing_is_sent_once_the_lease_has_run_out() {
        RawServer server = started(RawServer.answering(TAKEN));
        ItemTable table = table(server);

        CallFailed failure = failure(() -> table.write(ITEMS, System.nanoTime() - 1));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(server.accepted()).isZero();
    }

    @Test
    void nobody_listens() throws IOException {
        try (var taken = new Socket()) {
            taken.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // so that no other test listens there
            URI endpoint = URI.create("http://127.0.0.1:" + taken.getLocalPort());

            assertBroken(failure(TestClient.over(http).with(endpoint).table("Orders")), "ConnectionBroken");
        }
    }

    private RawServer started(RawServer server) {
        servers.add(server);
        return server;
    }

    private ItemTable table(RawServer server) {
        return TestClient.over(http).with(server.endpoint()).table("Orders");
    }

    private ItemTable impatient(RawServer server) {
        return TestClient.over(http).with(server.endpoint()).with(BOUND).table("Orders");
    }

    private static WriteAnswer write(ItemTable table) {
        return table.write(ITEMS, Long.MAX_VALUE);
    }

    private static CallFailed failure(ItemTable table) {
        return failure(() -> write(table));
    }

    private static CallFailed failure(ThrowingCallable call) {
        return catchThrowableOfType(CallFailed.class, call);
    }

    private static String outcome(ItemTable table) {
        return Optional.ofNullable(failure(table)).map(CallFailed::code).orElse("taken");
    }

    private static void assertTimedOut(CallFailed failure) {
        assertBroken(failure, "TimedOut");
        assertThat(failure).hasMessage(TIMED_OUT);
    }

    private static void assertBroken(CallFailed failure, String code) {
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo(code);
    }

    /** So many connections wait to be accepted that the kernel drops the next ones: connecting hangs. */
    private static final class FullQueue implements AutoCloseable {
        private final ServerSocket listener;
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullQueue(ServerSocket listener) throws IOException {
            this.listener = listener;
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(listener.getLocalSocketAddress());
                waiting.add(channel);
            }
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + listener.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }
}
