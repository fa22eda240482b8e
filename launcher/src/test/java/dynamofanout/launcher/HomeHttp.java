// SPDX-License-Identifier: Apache-2.0
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
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * The wire into a home account: Step Functions, Lambda, STS and SSM are answered here, DynamoDB by the real client.
 */
final class HomeHttp implements SdkHttpClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final SdkHttpClient real;
    private final Answers answers;
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
        /** Every call comes by here first, for example {@code GetItem} or {@code Invoke fanout-plan}. */
        void called(String call) throws IOException;

        /** An operation of Step Functions or SSM, for example {@code StartExecution}. */
        ObjectNode operation(String name, JsonNode input);

        /**
         * An invocation.
         *
         * @param function {@code NAME:ALIAS}
         */
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

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        String operation = target.substring(target.indexOf('.') + 1);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    answers.called(nameOf(request, operation));
                    return target.startsWith("DynamoDB_")
                            ? real.prepareRequest(request).call()
                            : answer(request, operation);
                } catch (ServiceError error) {
                    return response(error);
                }
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {
        real.close();
    }

    private static String nameOf(HttpExecuteRequest request, String operation) {
        String path = decode(request.httpRequest().encodedPath());
        if (path.endsWith("/invocations")) {
            return "Invoke " + function(path);
        }
        return !operation.isEmpty() ? operation : path.contains("/functions/") ? "GetAlias" : "GetCallerIdentity";
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request, String operation) {
        String path = decode(request.httpRequest().encodedPath());
        String call = nameOf(request, operation);
        return switch (call) {
            case "GetCallerIdentity" -> identity(request);
            case "GetAlias" ->
                json(
                        "",
                        answers.operation(
                                call, JsonNodeFactory.instance.objectNode().put("path", path)));
            default ->
                path.endsWith("/invocations")
                        ? invoke(request, function(path))
                        : json("", answers.operation(call, body(request)));
        };
    }

    private static HttpExecuteResponse response(ServiceError error) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("__type", error.code).put("message", error.getMessage());
        return response(400, "X-Amzn-Errortype", error.code, body.toString());
    }

    private static String function(String path) {
        String arn = path.split("/", -1)[3];
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private HttpExecuteResponse invoke(HttpExecuteRequest request, String function) {
        String alias = request.httpRequest()
                .firstMatchingRawQueryParameter("Qualifier")
                .orElse("");
        Invoked invoked = answers.invoke(function + ":" + alias, body(request));
        return json(invoked.error(), invoked.payload());
    }

    private HttpExecuteResponse identity(HttpExecuteRequest request) {
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

    private static HttpExecuteResponse json(String functionError, JsonNode body) {
        return functionError.isEmpty()
                ? response(200, "Content-Type", "application/json", body.toString())
                : response(200, "X-Amz-Function-Error", functionError, body.toString());
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
