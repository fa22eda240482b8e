// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dynamofanout.query.AskedTables;
import dynamofanout.testing.LoopbackSts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the query function costs in time: it runs in a process of its own under AWS's runtime interface client, between a
 * stand-in for the Runtime API and one for DynamoDB that answers 100 items of 1 KB at once. Printed are the time from the
 * process's start to its first answer, and for later ones the time from event to answer less what DynamoDB took.
 *
 * <p>Arguments: the jar of all functions, how many cold starts, how many queries to the first one once it is warm (0:
 * none), further options of the JVM.
 */
final class QueryBench implements AutoCloseable {
    private static final int WARM_UP = 2_000;
    private static final String EVENT = "{\"environment\": \"production\", \"table\": \"Orders\","
            + " \"partitionKey\": {\"customerId\": \"C-17\"}}";
    private static final String DESCRIBED =
            "{\"Table\":{\"TableName\":\"Orders\",\"TableArn\":\"arn\",\"TableId\":\"id\","
                    + "\"TableStatus\":\"ACTIVE\",\"CreationDateTime\":1.7E9,\"ItemCount\":100,\"KeySchema\":["
                    + "{\"AttributeName\":\"customerId\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"orderDate\",\"KeyType\":\"RANGE\"}],"
                    + "\"AttributeDefinitions\":[{\"AttributeName\":\"customerId\",\"AttributeType\":\"S\"},"
                    + "{\"AttributeName\":\"orderDate\",\"AttributeType\":\"S\"}]}}";

    private final HttpServer runtime = server();
    private final HttpServer dynamo = server();
    private final LoopbackSts sts = LoopbackSts.start();
    private final SynchronousQueue<String> events = new SynchronousQueue<>();
    private final SynchronousQueue<Integer> answers = new SynchronousQueue<>();
    private final byte[] page = page();
    private final Path directory;
    private volatile long dynamoNanos;

    QueryBench() throws IOException {
        directory = Files.createTempDirectory("query-bench");
        Files.writeString(
                directory.resolve("fanout.json"),
                AskedTables.CONFIGURATION.replace(", \"profile\": \"production\"", ""));
        runtime.createContext("/", this::runtime);
        dynamo.createContext("/", this::dynamo);
        runtime.start();
        dynamo.start();
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms
        List<String> options = List.of(arguments).subList(3, arguments.length);
        List<Long> cold = new ArrayList<>();
        List<Long> processor = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            try (var bench = new QueryBench()) { // a process that was killed would still take the next event
                cold.add(
                        bench.coldStart(arguments[0], options, i == 0 ? Integer.parseInt(arguments[2]) : 0, processor));
            }
        }
        System.out.printf("cold start: %s ms, median %d%n", cold, median(cold));
        System.out.printf("processor time of it: %s ms, median %d%n", processor, median(processor));
    }

    private long coldStart(String jar, List<String> options, int warmQueries, List<Long> processor) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                jar + runtimeClient(),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                QueryHandler.class.getName()));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment());
        long started = System.nanoTime();
        Process process = builder.start();
        try {
            invoke();
            long cold = (System.nanoTime() - started) / 1_000_000;
            process.info().totalCpuDuration().ifPresent(time -> processor.add(time.toMillis()));
            if (warmQueries > 0) {
                warm(warmQueries);
            }
            return cold;
        } finally {
            process.destroy(); // in order, so that options that write an archive at exit work
            process.waitFor();
        }
    }

    /** On Lambda it is there; here it is on this process's class path. */
    private static String runtimeClient() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("aws-lambda-java-"))
                .map(path -> File.pathSeparator + path)
                .collect(Collectors.joining());
    }

    private void warm(int queries) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            invoke();
        }
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            long from = System.nanoTime();
            int bytes = invoke();
            added.add((System.nanoTime() - from - dynamoNanos) / 1_000);
            if (bytes < 90_000) {
                throw new IllegalStateException("an answer of " + bytes + " bytes");
            }
        }
        added.sort(null);
        System.out.printf("warm: median %d µs, 90 %% below %d µs%n", median(added), added.get(queries * 9 / 10));
    }

    private int invoke() throws InterruptedException {
        boolean isTaken = events.offer(EVENT, 60, TimeUnit.SECONDS);
        Integer bytes = isTaken ? answers.poll(60, TimeUnit.SECONDS) : null;
        if (bytes == null) {
            throw new IllegalStateException("the function does not answer");
        }
        return bytes;
    }

    private Map<String, String> environment() {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtime.getAddress().getPort(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                        "http://127.0.0.1:" + dynamo.getAddress().getPort(),
                "AWS_ENDPOINT_URL_STS", sts.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "999999999999",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "eu-west-1",
                "LAMBDA_TASK_ROOT", directory.toString(),
                "AWS_LAMBDA_FUNCTION_NAME", "fanout-query",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    }

    private void runtime(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestURI().getPath().endsWith("/next")) {
                byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "request");
                exchange.getResponseHeaders()
                        .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
                exchange.getResponseHeaders()
                        .add(
                                "Lambda-Runtime-Invoked-Function-Arn",
                                "arn:aws:lambda:eu-west-1:999999999999:function:fanout-query:live-production");
                exchange.getResponseHeaders().add("Content-Type", "application/json"); // the client crashes without
                exchange.sendResponseHeaders(200, event.length);
                exchange.getResponseBody().write(event);
            } else {
                int bytes = exchange.getRequestBody().readAllBytes().length;
                exchange.sendResponseHeaders(202, -1);
                answers.put(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void dynamo(HttpExchange exchange) throws IOException {
        long from = System.nanoTime();
        exchange.getRequestBody().readAllBytes();
        boolean isQuery = exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("Query");
        byte[] answer = isQuery ? page : DESCRIBED.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
        dynamoNanos = System.nanoTime() - from;
    }

    private static byte[] page() {
        String items = IntStream.range(0, 100)
                .mapToObj(i -> "{\"customerId\":{\"S\":\"C-17\"},\"orderDate\":{\"S\":\"2026-01-01T" + i
                        + "\"},\"total\":{\"N\":\""
                        + i
                        + ".5\"},\"status\":{\"S\":\"OPEN\"},\"address\":{\"M\":{\"city\":{\"S\":\"Wien\"},\"zip\":{\"N\":\"1010\"}}},"
                        + "\"text\":{\"S\":\"" + "x".repeat(860) + "\"}}")
                .collect(Collectors.joining(","));
        return ("{\"Items\":[" + items + "],\"Count\":100,\"ScannedCount\":100,\"ConsumedCapacity\":"
                        + "{\"TableName\":\"Orders\",\"CapacityUnits\":12.5}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        runtime.stop(0);
        dynamo.stop(0);
        sts.close();
    }
}
