// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * An HTTP client that simulates faults. A {@link Plan} says for each call which fault happens: the real call is made or
 * not, and its answer is kept or lost. It counts the faults.
 */
public final class FaultyHttp implements SdkHttpClient {
    private final SdkHttpClient real;
    private final Plan plan;
    private final AtomicInteger faults = new AtomicInteger();

    /** What befalls a call. */
    public enum Fault {
        NONE,
        /** 400 ProvisionedThroughputExceededException; nothing is done. */
        THROTTLED,
        /** 500 InternalServerError; nothing is done. */
        SERVER_ERROR,
        /** The connection breaks before anything is sent. */
        RESET_BEFORE,
        /** The call is carried out and its answer is lost. */
        RESET_AFTER,
        /** 400 AccessDeniedException; nothing is done. */
        DENIED,
        /** 400 ValidationException; nothing is done. */
        REJECTED,
        /** The call is carried out; its answer names an unprocessed item that was never sent. */
        FOREIGN_UNPROCESSED,
        /** Another write is in the way, in a transaction's words or a single write's; nothing is done. */
        CONFLICT,
        /** The call is carried out; its answer says that this is still going on. */
        IN_PROGRESS,
        /** For BatchGetItem: all keys are handed back as unprocessed. */
        NO_KEY_PROCESSED,
        /** For BatchWriteItem: half of the batch is handed back as unprocessed. */
        HALF_UNPROCESSED
    }

    /** Decides by the operation's name, for example {@code BatchWriteItem}. Called from many threads. */
    @FunctionalInterface
    public interface Plan {
        Fault next(String operation, HttpExecuteRequest request);
    }

    public FaultyHttp(SdkHttpClient real, Plan plan) {
        this.real = real;
        this.plan = plan;
    }

    /** Calls that something befell. */
    public int faults() {
        return faults.get();
    }

    /** DynamoDB's operation of a request. */
    public static String operation(HttpExecuteRequest request) {
        return request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .map(target -> target.substring(target.indexOf('.') + 1))
                .orElse("");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Fault fault = plan.next(operation(request), request);
        if (fault == Fault.NONE) {
            return real.prepareRequest(request);
        }
        faults.incrementAndGet();
        return new ExecutableHttpRequest() {
            private volatile Optional<ExecutableHttpRequest> inner = Optional.empty();

            @Override
            public HttpExecuteResponse call() throws IOException {
                return switch (fault) {
                    case THROTTLED ->
                        error(
                                400,
                                "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                                ",\"ThrottlingReasons\":[{\"reason\":\"Table" + direction(request)
                                        + "MaxOnDemandThroughputExceeded\","
                                        + "\"resource\":\"arn:aws:dynamodb:eu-west-1:222222222222:table/Any\"}]");
                    case SERVER_ERROR -> error(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "");
                    case DENIED -> error(400, "com.amazon.coral.service#AccessDeniedException", "");
                    case REJECTED -> error(400, "com.amazon.coral.validate#ValidationException", "");
                    case FOREIGN_UNPROCESSED ->
                        ok("{\"UnprocessedItems\":{\"Target\":[{\"PutRequest\":{\"Item\":"
                                + "{\"id\":{\"S\":\"never sent\"}}}}]}}");
                    case CONFLICT -> conflict(request);
                    case IN_PROGRESS -> {
                        answer(request);
                        yield error(400, "com.amazonaws.dynamodb.v20120810#TransactionInProgressException", "");
                    }
                    case NO_KEY_PROCESSED -> ok("{\"UnprocessedKeys\":" + HalfBatch.requestItems(request) + "}");
                    case RESET_BEFORE -> throw new SocketException("Connection reset");
                    case RESET_AFTER -> lose(request);
                    default -> halve(request);
                };
            }

            private HttpExecuteResponse lose(HttpExecuteRequest whole) throws IOException {
                answer(whole);
                throw new SocketException("Connection reset");
            }

            private HttpExecuteResponse halve(HttpExecuteRequest whole) throws IOException {
                HalfBatch half = HalfBatch.of(whole);
                return ok(half.answer(answer(half.request())));
            }

            private byte[] answer(HttpExecuteRequest whole) throws IOException {
                try (var body = carryOut(whole).responseBody().orElseThrow()) {
                    return body.readAllBytes();
                }
            }

            private HttpExecuteResponse carryOut(HttpExecuteRequest what) throws IOException {
                ExecutableHttpRequest call = real.prepareRequest(what);
                inner = Optional.of(call);
                return call.call();
            }

            @Override
            public void abort() {
                inner.ifPresent(ExecutableHttpRequest::abort);
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public String clientName() {
        return "Faulty";
    }

    private static String direction(HttpExecuteRequest request) {
        return operation(request).contains("Write") ? "Write" : "Read";
    }

    private static HttpExecuteResponse conflict(HttpExecuteRequest request) {
        String name = "com.amazonaws.dynamodb.v20120810#Transaction";
        return operation(request).startsWith("Transact")
                ? error(
                        400,
                        name + "CanceledException",
                        ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]")
                : error(400, name + "ConflictException", "");
    }

    private static HttpExecuteResponse error(int status, String type, String more) {
        return response(status, "{\"__type\":\"" + type + "\",\"message\":\"injected\"" + more + "}");
    }

    private static HttpExecuteResponse ok(String body) {
        return response(200, body);
    }

    private static HttpExecuteResponse response(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }
}
