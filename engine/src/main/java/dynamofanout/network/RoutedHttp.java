// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Sends each call directly or through its proxy. There is one client for each way, made at its first use. A call that
 * gets no answer fails with {@link NetworkFailure}. Thread-safe.
 */
final class RoutedHttp implements SdkHttpClient {
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    private final Proxies proxies;
    private final Supplier<Set<String>> bundles;
    private final Function<Route, SdkHttpClient> maker;
    private final Map<Route, SdkHttpClient> clients = new ConcurrentHashMap<>();

    /**
     * What a call needs of its client.
     *
     * @param bundles files of certificates that are trusted
     */
    record Route(Optional<ProxyServer> proxy, Set<String> bundles) {}

    /**
     * Sends by the clients that are made for each route.
     *
     * @param bundles files of certificates that are trusted now
     */
    RoutedHttp(Proxies proxies, Supplier<Set<String>> bundles, Function<Route, SdkHttpClient> maker) {
        this.proxies = proxies;
        this.bundles = bundles;
        this.maker = maker;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        Optional<ProxyServer> proxy = proxies.proxyFor(http.protocol(), http.host(), http.port());
        ExecutableHttpRequest call =
                clients.computeIfAbsent(new Route(proxy, bundles.get()), maker).prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer;
                try {
                    answer = call.call();
                } catch (IOException e) {
                    throw NetworkFailure.of(target(http), proxy, e);
                }
                if (proxy.isPresent() && isOfProxy(http, answer.httpResponse())) {
                    answer.responseBody().ifPresent(AbortableInputStream::abort);
                    throw NetworkFailure.refused(
                            target(http), proxy.get(), answer.httpResponse().statusCode());
                }
                return answer;
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return "Routed";
    }

    @Override
    public void close() {
        clients.values().forEach(SdkHttpClient::close);
    }

    /** Some clients return the proxy's own answer if it opens no tunnel. All answers of AWS have a request id. */
    private static boolean isOfProxy(SdkHttpRequest request, SdkHttpResponse answer) {
        return request.protocol().equals("https")
                && answer.statusCode() >= 400
                && answer.headers().keySet().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz"));
    }

    private static String target(SdkHttpRequest request) {
        boolean isUsual = Integer.valueOf(request.port()).equals(USUAL_PORTS.get(request.protocol()));
        return isUsual ? request.host() : request.host() + ":" + request.port();
    }
}
