// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import dynamofanout.testing.FaultyHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** An HTTP client on whose calls a test looks, and which it may answer itself. */
final class Wire implements SdkHttpClient {
    private final SdkHttpClient real;
    private final Tap tap;

    /** Decides about one call. Called from many threads. */
    @FunctionalInterface
    interface Tap {
        HttpExecuteResponse answer(Call call) throws IOException;
    }

    /** One call, not yet sent. */
    record Call(String operation, String body, ExecutableHttpRequest request) {
        HttpExecuteResponse send() throws IOException {
            return request.call();
        }
    }

    private Wire(SdkHttpClient real, Tap tap) {
        this.real = real;
        this.tap = tap;
    }

    static UnaryOperator<SdkHttpClient> through(Tap tap) {
        return real -> new Wire(real, tap);
    }

    /** An error of DynamoDB. */
    static HttpExecuteResponse error(String type, String message) {
        return error(type, message, "");
    }

    /** @param more further members of the answer, each after a comma */
    static HttpExecuteResponse error(String type, String message, String more) {
        return response(
                type.equals("InternalServerError") ? 500 : 400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"" + message + "\"" + more
                        + "}");
    }

    static HttpExecuteResponse response(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    /** The answer's body. It can be read once: give {@link #response} of it on. */
    static String body(HttpExecuteResponse response) throws IOException {
        try (var body = response.responseBody().orElseThrow()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest inner = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return tap.answer(new Call(FaultyHttp.operation(request), bodyOf(request), inner));
            }

            @Override
            public void abort() {
                inner.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public String clientName() {
        return "Wire";
    }

    private static String bodyOf(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(provider -> {
                    try (var stream = provider.newStream()) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }
}
