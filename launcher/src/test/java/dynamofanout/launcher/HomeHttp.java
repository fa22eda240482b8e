package dynamofanout.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * The wire into a home account: Step Functions, Lambda, STS and SSM are answered here, DynamoDB by the real client. Keeps
 * the names of the calls.
 */
final class HomeHttp implements SdkHttpClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final SdkHttpClient real;
    private final Answers answers;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** An error of a service; thrown by {@link Answers}. */
    static final class ServiceError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        ServiceError(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    /** What stands behind the wire. */
    interface Answers {
        /** An operation of Step Functions or SSM, for example {@code StartExecution}. */
        ObjectNode operation(String name, JsonNode input);

        /** @param function {@code NAME:ALIAS} */
        Invoked invoke(String function, JsonNode event);

        /** The account of an access key, as GetCallerIdentity says. */
        String account(String accessKey);
    }

    /** @param error as the header says; empty: none */
    record Invoked(String error, JsonNode payload) {}

    HomeHttp(SdkHttpClient real, Answers answers) {
        this.real = real;
        this.answers = answers;
    }

    /** Names of all calls so far. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        String operation = target.substring(target.indexOf('.') + 1);
        if (target.startsWith("DynamoDB_")) {
            calls.add(operation);
            return real.prepareRequest(request);
        }
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer(request, operation);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {
        real.close();
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request, String operation) {
        String path = request.httpRequest().encodedPath();
        try {
            if (path.endsWith("/invocations")) {
                return invoke(request, path);
            }
            if (operation.isEmpty() && !path.contains("/functions/")) {
                return identity(request);
            }
            String name = operation.isEmpty() ? "GetAlias" : operation;
            calls.add(name);
            JsonNode input = operation.isEmpty()
                    ? JsonNodeFactory.instance.objectNode().put("path", decode(path))
                    : body(request);
            return json(200, "", answers.operation(name, input));
        } catch (ServiceError error) {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("__type", error.code)
                    .put("message", error.getMessage());
            return response(400, "X-Amzn-Errortype", error.code, body.toString());
        }
    }

    private HttpExecuteResponse invoke(HttpExecuteRequest request, String path) {
        String[] parts = decode(path).split("/");
        String name = parts[3].substring(parts[3].lastIndexOf(':') + 1);
        String alias = request.httpRequest()
                .firstMatchingRawQueryParameter("Qualifier")
                .orElse("");
        calls.add("Invoke " + name);
        Invoked invoked = answers.invoke(name + ":" + alias, body(request));
        return json(200, invoked.error(), invoked.payload());
    }

    private HttpExecuteResponse identity(HttpExecuteRequest request) {
        calls.add("GetCallerIdentity");
        String authorization =
                request.httpRequest().firstMatchingHeader("Authorization").orElse("");
        String key = authorization.replaceFirst(".*Credential=([^/]*)/.*", "$1");
        String account = answers.account(key);
        return response(
                200,
                "Content-Type",
                "text/xml",
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                        + "<Arn>arn:aws:iam::" + account + ":user/me</Arn><UserId>me</UserId><Account>" + account
                        + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
    }

    private static HttpExecuteResponse json(int status, String functionError, JsonNode body) {
        return functionError.isEmpty()
                ? response(status, "Content-Type", "application/json", body.toString())
                : response(status, "X-Amz-Function-Error", functionError, body.toString());
    }

    private static HttpExecuteResponse response(int status, String header, String value, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .putHeader(header, value)
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    private static JsonNode body(HttpExecuteRequest request) {
        try (var stream = request.contentStreamProvider().orElseThrow().newStream()) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8);
    }
}
