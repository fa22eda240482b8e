// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A DynamoDB of one source and one target account that costs little CPU, so that what is measured is the client.
 *
 * <p>It listens on 127.0.0.1 only, tells the accounts apart by the access key (one that contains {@code TARGET} is the
 * target's), checks no signature and keeps nothing that is written. Options: README.md beside the {@code run} script.
 */
final class StubServer {
    static final char[] PASSWORD = "changeit".toCharArray();

    private final Stats stats;
    private final Scans scans;
    private final BatchWrites batchWrites;
    private final Descriptions descriptions;
    private final long latencyMillis;

    private StubServer(Arguments arguments) {
        int count = arguments.count("items", 1000);
        int itemBytes = arguments.count("item-bytes", 1024);
        ItemStore items = new ItemStore(count, itemBytes);
        Optional<ItemStore> target = arguments
                .text("target-changed-of-million")
                .map(Integer::parseInt)
                .map(changed -> new ItemStore(count, itemBytes, changed));
        stats = new Stats(items.count(), arguments.flag("track"), System::nanoTime);
        scans = new Scans(items, target, stats);
        batchWrites = new BatchWrites(items, new Limits(arguments, System::nanoTime), new Faults(arguments), stats);
        descriptions = new Descriptions(items);
        latencyMillis = arguments.count("latency-millis", 0);
    }

    public static void main(String[] words) throws IOException, GeneralSecurityException {
        Arguments arguments = new Arguments(words);
        int port = arguments.count("port", 0);
        Optional<Path> portFile = arguments.text("port-file").map(Path::of);
        Optional<Path> keystore = arguments.text("https").map(Path::of);
        StubServer stub = new StubServer(arguments);
        arguments.refuseUnknown();
        ServerSocketFactory sockets = keystore.isPresent() ? secure(keystore.get()) : ServerSocketFactory.getDefault();
        try (ServerSocket listening = sockets.createServerSocket()) {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
            if (portFile.isPresent()) {
                publish(portFile.get(), listening.getLocalPort());
            }
            stub.accept(listening);
        }
    }

    private void accept(ServerSocket listening) throws IOException {
        while (true) {
            Socket socket = listening.accept();
            stats.connected();
            Thread thread = new Thread(new HttpConnection(socket, this::answer), "connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private Answer answer(RequestHead head, ByteBuffer body) {
        return switch (head.path()) {
            case "/__stats" -> new Answer(200, "application/json", List.of(Answer.bytes(stats.json())));
            case "/__reset" -> {
                stats.reset();
                yield Answer.ok("{}");
            }
            default -> {
                delay();
                yield operation(head, body);
            }
        };
    }

    private Answer operation(RequestHead head, ByteBuffer body) {
        return switch (head.operation()) {
            case "BatchWriteItem" -> batchWrites.write(head, body);
            case "Scan" -> scans.scan(head.isTarget(), text(body));
            case "DescribeTable" -> descriptions.table(head, text(body));
            case "DescribeTimeToLive" -> descriptions.timeToLive();
            case "DescribeContinuousBackups" -> descriptions.continuousBackups();
            case "" ->
                text(body).contains("Action=GetCallerIdentity") ? descriptions.callerIdentity(head) : unknown("none");
            default -> unknown(head.operation());
        };
    }

    private void delay() {
        if (latencyMillis > 0) {
            try {
                Thread.sleep(latencyMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Answer unknown(String operation) {
        return Answer.error("UnknownOperationException", "The stub does not know " + operation, "");
    }

    private static String text(ByteBuffer body) {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }

    /** Written beside and moved, so that whoever waits for the file never reads half a number. */
    private static void publish(Path portFile, int port) throws IOException {
        Path beside = portFile.resolveSibling(portFile.getFileName() + ".new");
        Files.writeString(beside, Integer.toString(port));
        Files.move(beside, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ServerSocketFactory secure(Path keystore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
