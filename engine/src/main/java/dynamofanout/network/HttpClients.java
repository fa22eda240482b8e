package dynamofanout.network;

import dynamofanout.input.BadInput;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Makes every HTTP client, so that each of them goes through the proxies that the environment variables name, trusts the
 * certificates that AWS_CA_BUNDLE (or, where that is not set, {@code ca_bundle} of the profiles) names besides those of
 * the JVM, and fails in words.
 */
public final class HttpClients {
    private static final String BUNDLE_VARIABLE = "AWS_CA_BUNDLE";
    private static final String BUNDLE_PROPERTY = "ca_bundle";

    private final Proxies proxies;
    private final Function<String, @Nullable String> variables;
    private final Supplier<ProfileFile> profiles;

    /** How long a client waits. */
    public record Patience(Duration toConnect, Duration toRead) {}

    /**
     * How one kind of client reaches others.
     *
     * @param proxy through which it calls; empty: directly
     * @param mayAskJvm whether the JVM's system properties may name a proxy, since no variable does
     * @param trust which servers it believes; empty: those that the JVM believes
     */
    public record Way(Optional<ProxyServer> proxy, boolean mayAskJvm, Optional<TlsTrustManagersProvider> trust) {}

    private HttpClients(Proxies proxies, Function<String, @Nullable String> variables, Supplier<ProfileFile> profiles) {
        this.proxies = proxies;
        this.variables = variables;
        this.profiles = profiles;
    }

    /**
     * Clients for these surroundings.
     *
     * @param variables looks up an environment variable; null: not set
     * @throws BadInput when a variable names no proxy, or no certificates
     */
    public static HttpClients of(Function<String, @Nullable String> variables, Supplier<ProfileFile> profiles) {
        bundle(variables).ifPresent(file -> CompanyCertificates.require(BUNDLE_VARIABLE, file));
        return new HttpClients(Proxies.of(variables), variables, profiles);
    }

    /** A client on the JDK's own connections, which is cheap to start. */
    public SdkHttpClient urlConnection(Patience patience) {
        return of(way -> {
            var proxy = ProxyConfiguration.builder()
                    .useEnvironmentVariablesValues(false)
                    .useSystemPropertyValues(way.mayAskJvm());
            way.proxy().ifPresent(server -> {
                proxy.endpoint(server.uri());
                ProxyLogin.use(server);
            });
            var client = UrlConnectionHttpClient.builder()
                    .connectionTimeout(patience.toConnect())
                    .socketTimeout(patience.toRead())
                    .proxyConfiguration(proxy.build());
            way.trust().ifPresent(client::tlsTrustManagersProvider);
            return client.build();
        });
    }

    /** A client of another kind, made by {@code maker} for each way that calls take. */
    public SdkHttpClient of(Function<Way, SdkHttpClient> maker) {
        return new RoutedHttp(proxies, proxy -> maker.apply(new Way(proxy, proxies.isEmpty(), trust())));
    }

    private Optional<TlsTrustManagersProvider> trust() {
        List<Certificate> certificates = new ArrayList<>();
        Optional<String> named = bundle(variables);
        if (named.isPresent()) {
            certificates.addAll(CompanyCertificates.read(BUNDLE_VARIABLE, named.get()));
        } else {
            bundlesOfProfiles().forEach(file -> certificates.addAll(readable(file)));
        }
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        TrustManager[] managers = {CompanyCertificates.beside(certificates)};
        return Optional.of(() -> managers);
    }

    private static Optional<String> bundle(Function<String, @Nullable String> variables) {
        return Optional.ofNullable(variables.apply(BUNDLE_VARIABLE)).filter(file -> !file.isBlank());
    }

    private List<String> bundlesOfProfiles() {
        return profiles.get().profiles().values().stream()
                .flatMap(profile -> profile.property(BUNDLE_PROPERTY).stream())
                .distinct()
                .toList();
    }

    /** Whoever opens the profile is told that its file cannot be used; others are not. */
    private static List<Certificate> readable(String file) {
        try {
            return CompanyCertificates.read(BUNDLE_PROPERTY, file);
        } catch (BadInput ofAnotherProfile) {
            return List.of();
        }
    }
}
