// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Thrown when a call got no answer. The message is one sentence for the user that names the host and the remedy. */
public final class NetworkFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** What both HTTP clients say when a proxy does not open a tunnel. */
    private static final Pattern TUNNEL =
            Pattern.compile("(?:tunnel through proxy|CONNECT refused by proxy).*?\\b([1-5][0-9]{2})\\b");

    private NetworkFailure(String sentence, IOException cause) {
        super(sentence, cause);
    }

    /**
     * Explains an exception of a client.
     *
     * @param target host, with the port where it is not the usual one
     */
    static NetworkFailure of(String target, Optional<ProxyServer> proxy, IOException failure) {
        return failure instanceof NetworkFailure known
                ? known
                : new NetworkFailure(sentence(target, proxy, failure), failure);
    }

    /** The answer came from the proxy, which does not connect to the target. */
    static NetworkFailure refused(String target, ProxyServer proxy, int status) {
        return new NetworkFailure(refused(target, proxy, Integer.toString(status)), new IOException("HTTP " + status));
    }

    /** The failure among the causes of another one. */
    public static Optional<NetworkFailure> in(Throwable failure) {
        return causes(failure).stream()
                .filter(NetworkFailure.class::isInstance)
                .map(NetworkFailure.class::cast)
                .findFirst();
    }

    private static String sentence(String target, Optional<ProxyServer> proxy, IOException failure) {
        List<Throwable> causes = causes(failure);
        Optional<String> refusal = causes.stream()
                .map(cause -> TUNNEL.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
        if (proxy.isPresent() && refusal.isPresent()) {
            return refused(target, proxy.get(), refusal.get());
        }
        String called = proxy.map(server -> "the proxy " + server.place()).orElse(target);
        String remedy =
                proxy.map(server -> ": is " + server.variable() + " right?").orElse("");
        if (has(causes, UnknownHostException.class)) {
            return called + " is unknown" + (proxy.isPresent() ? remedy : ": is the Region right, are you online?");
        }
        if (has(causes, SocketTimeoutException.class)) { // checked before ConnectException, which may contain it
            return target + " did not answer in time" + through(proxy);
        }
        if (has(causes, NoRouteToHostException.class) || says(causes, "unreachable")) {
            return called + " cannot be reached (no route to it): are you online?";
        }
        if (has(causes, ConnectException.class)) {
            return "nothing answers at " + called + " (connection refused)" + remedy;
        }
        if (has(causes, CertificateException.class)) {
            return certificate(target, causes);
        }
        if (has(causes, SSLException.class) && !says(causes, "closed") && !says(causes, "reset")) {
            return target + " does not answer by TLS: is it an address for http:// or of another port?";
        }
        return "the connection to " + target + " broke" + through(proxy);
    }

    private static String refused(String target, ProxyServer proxy, String status) {
        String remedy = status.equals("407")
                ? "name and password must be in " + proxy.variable() + ", as in http://USER:PASSWORD@" + proxy.place()
                : "if it can be called directly, add it to NO_PROXY";
        return "the proxy " + proxy.place() + " refuses to connect to " + target + " (HTTP " + status + "): " + remedy;
    }

    private static String certificate(String target, List<Throwable> causes) {
        return says(causes, "No subject alternative") || says(causes, "No name matching")
                ? "the certificate of " + target + " is made out to another name: is the endpoint right?"
                : says(causes, "NotAfter")
                        ? "the certificate of " + target + " has expired"
                        : "the certificate of " + target + " is not trusted: AWS_CA_BUNDLE names company certificates";
    }

    private static String through(Optional<ProxyServer> proxy) {
        return proxy.map(server -> " (through the proxy " + server.place() + ")")
                .orElse("");
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    private static boolean says(List<Throwable> causes, String word) {
        return causes.stream().anyMatch(cause -> String.valueOf(cause.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains(word.toLowerCase(Locale.ROOT)));
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
    }
}
