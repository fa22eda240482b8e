package dynamofanout.environment;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of an endpoint, also of one whose host's name has an underscore, as Docker Compose gives them: {@link URI}
 * takes those for no host at all.
 */
public final class EndpointUrl {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?<host>[0-9A-Za-z_][0-9A-Za-z._-]*)(?::(?<port>[0-9]{1,5}))?");

    private EndpointUrl() {}

    /** Empty when the URL names none. */
    public static Optional<String> host(URI url) {
        return Optional.ofNullable(url.getHost()).or(() -> authority(url).map(authority -> authority.group("host")));
    }

    /** The one that is written, else that of the scheme. */
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
