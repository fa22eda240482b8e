// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Answers every request without a network and keeps what was sent. */
public final class FakeHttp implements SdkHttpClient {
    private final Supplier<Answer> answers;
    private final List<Sent> sent = new ArrayList<>();

    /** A request with its body. */
    record Sent(SdkHttpRequest request, String body) {
        String header(String name) {
            return request.firstMatchingHeader(name).orElse("none");
        }
    }

    /** What is answered. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }

        Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body);
        }

        HttpExecuteResponse response() {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            var head = SdkHttpFullResponse.builder()
                    .statusCode(status)
                    .putHeader("Content-Length", Integer.toString(bytes.length));
            headers.forEach(head::putHeader);
            return HttpExecuteResponse.builder()
                    .response(head.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }
    }

    FakeHttp(Supplier<Answer> answers) {
        this.answers = answers;
    }

    public static FakeHttp answering(String body) {
        return new FakeHttp(() -> Answer.of(200, body));
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                keep(request);
                return answers.get().response();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private synchronized void keep(HttpExecuteRequest request) {
        try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
            sent.add(new Sent(request.httpRequest(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
