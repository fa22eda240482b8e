// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** AssumeRole on this machine: hands out the keys ASSUMED1, ASSUMED2 …, or the error it was told. */
final class FakeSts implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile String error = "";
    private volatile int status = 200;
    private volatile Optional<String> foreign = Optional.empty();
    private volatile String expiration = "2099-01-01T00:00:00Z";

    FakeSts() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Bodies of the calls and the access key that signed each. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void fails(int httpStatus, String code, String message) {
        status = httpStatus;
        error = "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                + "</Message></Error></ErrorResponse>";
    }

    /** Something that is not STS answers. */
    void answers(int httpStatus, String body) {
        status = httpStatus;
        foreign = Optional.of(body);
    }

    void handsOutKeysUntil(String instant) {
        expiration = instant;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String signer =
                exchange.getRequestHeaders().getFirst("Authorization").replaceFirst(".*Credential=([^/]*)/.*", "$1");
        requests.add(URLDecoder.decode(body, StandardCharsets.UTF_8) + "&signer=" + signer);
        byte[] answer =
                foreign.orElseGet(() -> error.isEmpty() ? keys() : error).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String keys() {
        return "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASSUMED" + requests.size()
                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                + expiration + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
