// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** An HTTP client that changes a table's answers, to simulate what DynamoDB Local cannot do. */
public final class EditedHttp implements SdkHttpClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final SdkHttpClient real;
    private final Map<String, Consumer<ObjectNode>> edits = new HashMap<>();
    private final Map<String, String> replies = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    public EditedHttp(SdkHttpClient real) {
        this.real = real;
    }

    /** Changes what DescribeTable says of a table: the object {@code Table}. */
    public void describe(String table, Consumer<ObjectNode> edit) {
        edits.put("DescribeTable " + table, answer -> edit.accept((ObjectNode) answer.path("Table")));
    }

    /** Changes what an operation on a table answers. */
    public void answer(String operation, String table, Consumer<ObjectNode> edit) {
        edits.put(operation + " " + table, edit);
    }

    /** Answers an operation on a table with an error. */
    public void fail(String operation, String table, String type, String message) {
        errors.put(
                operation + " " + table,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"" + message + "\"}");
    }

    /** Answers an operation on a table, which the real service is then not asked. */
    public void reply(String operation, String table, String answer) {
        replies.put(operation + " " + table, answer);
    }

    /** Calls that were made. */
    public int calls() {
        return calls.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                calls.incrementAndGet();
                JsonNode asked =
                        read(request.contentStreamProvider().orElseThrow().newStream());
                String what = FaultyHttp.operation(request) + " "
                        + asked.path("TableName")
                                .asText(asked.path("GlobalTableName").asText());
                if (replies.containsKey(what)) {
                    return response(200, String.valueOf(replies.get(what)));
                }
                if (errors.containsKey(what)) {
                    return response(400, String.valueOf(errors.get(what)));
                }
                HttpExecuteResponse response = call.call();
                Consumer<ObjectNode> edit = edits.get(what);
                if (edit == null || !response.httpResponse().isSuccessful()) {
                    return response;
                }
                JsonNode answer = read(response.responseBody().orElseThrow());
                edit.accept((ObjectNode) answer);
                return response(200, answer.toString());
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public String clientName() {
        return "Edited";
    }

    private static JsonNode read(InputStream stream) throws IOException {
        try (stream) {
            return JSON.readTree(stream);
        }
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
