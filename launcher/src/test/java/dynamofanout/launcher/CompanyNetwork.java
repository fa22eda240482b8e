// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A company's network on loopback: a proxy that notes whom it is asked to connect to, and behind it, whatever the name, a
 * server with a certificate of the company's own authority, which passes calls on to a DynamoDB.
 */
final class CompanyNetwork implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final URI dynamoDb;
    private final Path directory;
    private final ServerSocket proxy;
    private final ServerSocket front;
    private final List<String> connects = Collections.synchronizedList(new ArrayList<>());
    private final List<String> logins = Collections.synchronizedList(new ArrayList<>());
    private volatile String refusal = "";
    private volatile boolean isStrict;

    private CompanyNetwork(URI dynamoDb, Path directory) throws Exception {
        this.dynamoDb = dynamoDb;
        this.directory = directory;
        if (!Files.exists(authority())) {
            makeCertificates();
        }
        front = tls().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serve(front, this::passOn);
        serve(proxy, this::connect);
    }

    /** @param directory for the authority's and the server's certificates, which are made unless they are there */
    static CompanyNetwork start(URI dynamoDb, Path directory) throws Exception {
        return new CompanyNetwork(dynamoDb, Files.createDirectories(directory));
    }

    /** {@code 127.0.0.1:4711}, the proxy. */
    String proxy() {
        return "127.0.0.1:" + proxy.getLocalPort();
    }

    /** The server behind the proxy, called directly. */
    int frontPort() {
        return front.getLocalPort();
    }

    /** The certificate of the authority, as AWS_CA_BUNDLE wants it. */
    Path authority() {
        return directory.resolve("company.pem");
    }

    /** Whom the proxy was asked for, once each and sorted: {@code sts.eu-west-1.amazonaws.com:443}. */
    List<String> connects() {
        return List.copyOf(connects).stream().distinct().sorted().toList();
    }

    /** The names and passwords that came along, each once. */
    List<String> logins() {
        return List.copyOf(logins).stream().distinct().toList();
    }

    /** From now on the proxy answers with this status, for example {@code 407 Proxy Authentication Required}. */
    void refuses(String status) {
        refusal = status;
    }

    /** From now on the proxy asks everybody for a name and a password, and lets any through. */
    void asksForLogins() {
        isStrict = true;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        front.close();
    }

    private void connect(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String[] request = line(in).split(" ", -1);
        Optional<String> login = Optional.empty();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: basic ")) {
                byte[] decoded = Base64.getDecoder().decode(header.substring(header.lastIndexOf(' ') + 1));
                login = Optional.of(new String(decoded, StandardCharsets.UTF_8));
            }
        }
        if (isStrict && login.isEmpty() && refusal.isEmpty()) {
            answer(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"company\"");
            return;
        }
        connects.add(request[0].equals("CONNECT") ? request[1] : request[0] + " " + request[1]);
        login.ifPresent(logins::add);
        if (!refusal.isEmpty() || !request[0].equals("CONNECT")) {
            String status = refusal.isEmpty() ? "400 Bad Request" : refusal;
            answer(client, status, "X-Proxy: company");
            return;
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), front.getLocalPort())) {
            client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            pipe(in, client, server);
        }
    }

    private static void answer(Socket client, String status, String header) throws IOException {
        List<String> head = List.of("HTTP/1.1 " + status, header, "Content-Length: 0", "Connection: close", "", "");
        client.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.US_ASCII));
    }

    private void passOn(Socket client) throws IOException {
        try (Socket server = new Socket(dynamoDb.getHost(), dynamoDb.getPort())) {
            pipe(client.getInputStream(), client, server);
        }
    }

    private static void pipe(InputStream fromClient, Socket client, Socket server) throws IOException {
        daemon(() -> {
            try {
                fromClient.transferTo(server.getOutputStream());
                server.shutdownOutput();
            } catch (IOException hungUp) {
                close(server);
            }
        });
        server.getInputStream().transferTo(client.getOutputStream());
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** What is done with a connection. */
    @FunctionalInterface
    private interface Service {
        void serve(Socket client) throws IOException;
    }

    private static void serve(ServerSocket socket, Service service) {
        daemon(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    daemon(() -> {
                        try (client) {
                            service.serve(client);
                        } catch (IOException hungUp) {
                            close(client);
                        }
                    });
                } catch (IOException closed) {
                    close(socket);
                }
            }
        });
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "company-network");
        thread.setDaemon(true);
        thread.start();
    }

    private void makeCertificates() throws IOException, InterruptedException {
        String names = "san=ip:127.0.0.1";
        for (String service : List.of("dynamodb", "sts", "ssm", "states", "lambda", "portal.sso")) {
            names += ",dns:" + service + ".eu-west-1.amazonaws.com";
        }
        keytool("-genkeypair -alias ca -keyalg EC -dname CN=Company -ext bc:c");
        keytool("-genkeypair -alias server -keyalg EC -dname CN=Server");
        keytool("-certreq -alias server -file " + directory.resolve("server.csr"));
        keytool("-gencert -alias ca -rfc -ext " + names + " -infile " + directory.resolve("server.csr") + " -outfile "
                + directory.resolve("server.pem"));
        keytool("-exportcert -alias ca -rfc -file " + authority());
        keytool("-importcert -noprompt -alias server -file " + directory.resolve("server.pem"));
        keytool("-delete -alias ca");
    }

    private SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(directory.resolve("company.p12").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", directory.resolve("company.p12").toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Path said = directory.resolve("keytool.out");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool " + arguments + ": " + Files.readString(said));
        }
    }
}
