// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of a function's process: hands it events and takes its answers, one at a time
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), on the loopback interface.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /**
     * What the process told.
     *
     * @param path after {@code /2018-06-01/runtime/}
     * @param body of an error: its {@code errorType} is what Step Functions has as the error's name
     */
    record Said(String path, JsonNode body) {}

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(RUNTIME, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API names them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void send(String event) {
        events.add(event);
    }

    /** The next thing that the process tells; fails if that takes more than a minute. */
    Said next() throws InterruptedException {
        return Optional.ofNullable(said.poll(1, TimeUnit.MINUTES))
                .orElseThrow(() -> new AssertionError("the function's process says nothing"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
        if (path.equals("invocation/next")) {
            handOut(exchange);
            return;
        }
        said.add(new Said(path, JSON.readTree(exchange.getRequestBody())));
        answer(exchange, 202, "{}");
    }

    private void handOut(HttpExchange exchange) {
        try {
            String event = events.take();
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request");
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:eu-west-1:333333333333:function:any:live");
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 60_000));
            answer(exchange, 200, event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
