// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads host and port of an endpoint's URL. Docker Compose allows underscores in host names, and {@link URI} finds no
 * host in such a URL.
 */
public final class EndpointUrl {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?<host>[0-9A-Za-z_][0-9A-Za-z._-]*)(?::(?<port>[0-9]{1,5}))?");

    private EndpointUrl() {}

    /** The host. Empty if the URL names none. */
    public static Optional<String> host(URI url) {
        return Optional.ofNullable(url.getHost()).or(() -> authority(url).map(authority -> authority.group("host")));
    }

    /** The port in the URL, otherwise the default port of the scheme. */
    public static int port(URI url) {
        int written = url.getPort() >= 0
                ? url.getPort()
                : authority(url).map(EndpointUrl::portOf).orElse(-1);
        if (written >= 0) {
            return written;
        }
        return "http".equals(url.getScheme()) ? 80 : 443;
    }

    private static Optional<Matcher> authority(URI url) {
        return Optional.ofNullable(url.getRawAuthority())
                .map(AUTHORITY::matcher)
                .filter(Matcher::matches);
    }

    private static int portOf(Matcher authority) {
        String port = authority.group("port");
        return port == null ? -1 : Integer.parseInt(port);
    }
}
