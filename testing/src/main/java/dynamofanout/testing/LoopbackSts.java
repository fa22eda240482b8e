// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A local stand-in for AssumeRole. The access key of a session is the role's account, because DynamoDB Local tells
 * accounts apart by the access key. The session's token is the number of the call, so that later calls can be traced to
 * it.
 */
public final class LoopbackSts implements AutoCloseable {
    private final HttpServer server;
    private final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();

    private LoopbackSts(HttpServer server) {
        this.server = server;
    }

    public static LoopbackSts start() {
        try {
            var sts = new LoopbackSts(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            sts.server.createContext("/", sts::answer);
            sts.server.start();
            return sts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The parameters of each call, and as {@code Caller} the access key that signed it. */
    public List<Map<String, String>> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String signed = exchange.getRequestHeaders().getFirst("Authorization");
        parameters.put("Caller", signed.replaceFirst(".*Credential=([^/]+)/.*", "$1"));
        int number;
        synchronized (calls) {
            number = calls.size();
            calls.add(parameters);
        }
        String account = parameters.getOrDefault("RoleArn", ":::::").split(":", 6)[4];
        byte[] answer = ("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + account
                        + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>" + number
                        + "</SessionToken>"
                        + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
                        + "</AssumeRoleResponse>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
