// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A local stand-in for SSM Parameter Store and Secrets Manager. It can only be read. */
public final class LoopbackSecrets implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\"(?:Name|SecretId)\":\"([^\"]*)\"");

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private LoopbackSecrets(HttpServer server) {
        this.server = server;
    }

    public static LoopbackSecrets start() {
        try {
            var secrets = new LoopbackSecrets(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            secrets.server.createContext("/", secrets::answer);
            secrets.server.start();
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on there is such a parameter. */
    public void parameter(String name, String type, String value) {
        answers.put(name, "{\"Parameter\":{\"Type\":\"" + type + "\",\"Value\":\"" + value + "\"}}");
    }

    /** From now on there is such a secret. */
    public void secret(String name, String value) {
        answers.put(name, "{\"SecretString\":\"" + value + "\"}");
    }

    /** One of the next calls fails so: the error's code behind its status, {@code 400 AccessDeniedException}. */
    public void fail(String error) {
        synchronized (errors) {
            errors.add(error);
        }
    }

    /** Calls so far: the operation and what was asked for. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        Matcher name = NAME.matcher(body);
        String asked = name.find() ? name.group(1) : "";
        calls.add(target + " " + asked);
        String error;
        synchronized (errors) {
            error = errors.isEmpty() ? "" : errors.remove();
        }
        boolean isKnown = answers.containsKey(asked);
        if (error.isEmpty() && !isKnown) {
            error = target.startsWith("AmazonSSM") ? "400 ParameterNotFound" : "400 ResourceNotFoundException";
        }
        if (error.isEmpty()) {
            send(exchange, 200, answers.getOrDefault(asked, ""));
        } else {
            String[] parts = error.split(" ", 2);
            send(
                    exchange,
                    Integer.parseInt(parts[0]),
                    "{\"__type\":\"" + parts[1] + "\",\"message\":\"the service's words\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] answer = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
