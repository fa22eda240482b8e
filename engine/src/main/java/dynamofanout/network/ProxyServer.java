// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import dynamofanout.input.BadInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, as an environment variable names it.
 *
 * @param variable that names it
 * @param login name and password, if it asks for them
 */
public record ProxyServer(String variable, String host, int port, Optional<Login> login) {
    private static final int PORT_OF_HTTP = 80;

    /** Name and password for the proxy. */
    public record Login(String user, String password) {}

    /**
     * Reads {@code http://user:password@host:port}. Only the host is required. Percent signs encode characters of the
     * name and password, as for curl and the AWS CLI.
     *
     * @throws BadInput if it is not such a URL; the sentence shows no password
     */
    static ProxyServer parse(String variable, String text) {
        String url = text.contains("://") ? text : "http://" + text;
        int at = url.lastIndexOf('@'); // a password may contain an @, though it should not
        String login = at < 0 ? "" : url.substring(url.indexOf("://") + 3, at);
        String server = at < 0 ? url : url.substring(0, url.indexOf("://") + 3) + url.substring(at + 1);
        @Nullable URI uri = uri(server);
        if (uri == null
                || uri.getHost() == null
                || !"http".equals(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new BadInput(variable + " must be the URL of a proxy such as http://proxy.example.com:3128, got: \""
                    + server + "\"");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : PORT_OF_HTTP;
        return new ProxyServer(variable, uri.getHost(), port, login(login));
    }

    /** The URI for HTTP clients. */
    public URI uri() {
        return URI.create("http://" + host + ":" + port);
    }

    /** {@code proxy.example.com:3128}. */
    String place() {
        return host + ":" + port;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Optional<Login> login(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Login(decoded(text), "")
                        : new Login(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))));
    }

    /** Decodes percent signs. One that encodes nothing stays, and so does {@code +}. */
    private static String decoded(String text) {
        String encoded = text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B");
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
