// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A server on 127.0.0.1 that speaks as much or as little HTTP as its script wants. The script is run for every
 * connection, in a thread of its own; the connection is closed when it returns.
 */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String scheme;
    private final Script script;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore unseen = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What befalls one connection. */
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws IOException;
    }

    /** A request that was read whole. */
    record Request(String head, Slice body) {
        /** Values of a header, in lower case as far as the name goes. */
        List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .toList();
        }
    }

    private RawServer(ServerSocket listener, String scheme, Script script) {
        this.listener = listener;
        this.scheme = scheme;
        this.script = script;
    }

    static RawServer start(Script script) {
        return start(ServerSocketFactory.getDefault(), "http", script);
    }

    static RawServer start(ServerSocketFactory factory, String scheme, Script script) {
        try {
            var server =
                    new RawServer(factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), scheme, script);
            daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request with the same bytes and keeps connections open. */
    static RawServer answering(String answer) {
        return start(peer -> {
            while (peer.read().isPresent()) {
                peer.write(answer);
            }
        });
    }

    /** 200 with the body and its length. */
    static String ok(String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 200 OK\r\n" + more + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** Connections so far. */
    int accepted() {
        return accepted.get();
    }

    /** Requests that were read so far. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits until one more request was read. */
    void awaitRequest() throws InterruptedException {
        unseen.acquire();
    }

    @Override
    public void close() {
        closed.countDown();
        sockets.forEach(RawServer::drop);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (true) {
            Socket socket;
            try {
                socket = listener.accept();
            } catch (IOException e) {
                return; // closed
            }
            int number = accepted.incrementAndGet();
            sockets.add(socket);
            daemon(() -> serve(socket, number));
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            script.run(new Peer(socket, number));
        } catch (IOException e) {
            // the client went away, which the tests look at from its side
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's end of one connection. */
    final class Peer {
        private final Socket socket;
        private final int number;

        Peer(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /** 1 for the first connection. */
        int number() {
            return number;
        }

        /** Reads a whole request; empty when the client closed the connection. */
        Optional<Request> read() throws IOException {
            InputStream in = socket.getInputStream();
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return Optional.empty();
                }
                head.write(next);
            }
            var bare = new Request(head.toString(StandardCharsets.UTF_8), Slice.of(""));
            int length = Integer.parseInt(bare.header("Content-Length").get(0));
            var request = new Request(bare.head(), new Slice(in.readNBytes(length), 0, length));
            requests.add(request);
            unseen.release();
            return Optional.of(request);
        }

        void write(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Writes one byte each 50 ms until the client or the test has enough. */
        void drip(String text) throws IOException {
            for (int i = 0; i < text.length(); i++) {
                write(text.substring(i, i + 1));
                if (isClosedWithin(50)) {
                    return;
                }
            }
        }

        /** Says nothing and reads nothing until the test is over. */
        void hang() {
            isClosedWithin(Long.MAX_VALUE);
        }

        /** Says nothing until the client closes the connection. */
        void awaitEnd() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        /** Ends the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private boolean isClosedWithin(long millis) {
            try {
                return closed.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
