// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import dynamofanout.input.BadInput;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls go through a proxy. It reads HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY as curl and the AWS
 * CLI do. The lower-case name of a variable takes precedence. This machine itself is never called through a proxy.
 *
 * @param forHttps for URLs that begin with {@code https:}
 * @param forHttp for the others
 */
record Proxies(Optional<ProxyServer> forHttps, Optional<ProxyServer> forHttp, HostPatterns direct) {
    private static final HostPatterns THIS_MACHINE =
            HostPatterns.parse("localhost,127.0.0.0/8,0.0.0.0,::1,0:0:0:0:0:0:0:1");

    /**
     * Reads the variables.
     *
     * @throws BadInput for a proxy that is not a URL
     */
    static Proxies of(Function<String, @Nullable String> variables) {
        HostPatterns direct = HostPatterns.parse(
                find(variables, "NO_PROXY").map(Variable::text).orElse(""));
        return new Proxies(proxy(variables, "HTTPS_PROXY"), proxy(variables, "HTTP_PROXY"), direct);
    }

    /** Whether no variable names a proxy. */
    boolean isEmpty() {
        return forHttps.isEmpty() && forHttp.isEmpty();
    }

    /** The proxy for a URL. Empty if it is called directly. */
    Optional<ProxyServer> proxyFor(String scheme, String host, int port) {
        if (THIS_MACHINE.match(host, port) || direct.match(host, port)) {
            return Optional.empty();
        }
        return scheme.toLowerCase(Locale.ROOT).equals("https") ? forHttps : forHttp;
    }

    private static Optional<ProxyServer> proxy(Function<String, @Nullable String> variables, String name) {
        return find(variables, name)
                .or(() -> find(variables, "ALL_PROXY"))
                .map(found -> ProxyServer.parse(found.name(), found.text()));
    }

    private static Optional<Variable> find(Function<String, @Nullable String> variables, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .flatMap(spelt ->
                        Stream.ofNullable(variables.apply(spelt)).map(text -> new Variable(spelt, text.strip())))
                .filter(variable -> !variable.text().isEmpty())
                .findFirst();
    }

    private record Variable(String name, String text) {}
}
