// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import dynamofanout.input.BadInput;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Creates all HTTP clients. They use the proxies that environment variables name. Besides the JVM's certificates they
 * trust those in AWS_CA_BUNDLE or, if that is not set, in {@code ca_bundle} of the profiles in use. Their failures are
 * sentences for the user. Thread-safe.
 */
public final class HttpClients {
    private static final String BUNDLE_VARIABLE = "AWS_CA_BUNDLE";

    private final Proxies proxies;
    private final Optional<String> bundle;
    private final ProfileBundles bundlesInUse;
    private final UnaryOperator<SdkHttpClient> observer;

    /** How long a client waits. */
    public record Timeouts(Duration toConnect, Duration toRead) {}

    /**
     * How a client connects to servers.
     *
     * @param proxy through which it calls; empty: directly
     * @param mayAskJvm whether the JVM's system properties may name a proxy, because no variable does
     * @param trust which servers it trusts; empty: those that the JVM trusts
     */
    public record Way(Optional<ProxyServer> proxy, boolean mayAskJvm, Optional<TlsTrustManagersProvider> trust) {}

    private HttpClients(
            Proxies proxies,
            Optional<String> bundle,
            ProfileBundles bundlesInUse,
            UnaryOperator<SdkHttpClient> observer) {
        this.proxies = proxies;
        this.bundle = bundle;
        this.bundlesInUse = bundlesInUse;
        this.observer = observer;
    }

    /**
     * Clients for this environment.
     *
     * @param variables looks up an environment variable; null: not set
     * @throws BadInput when a variable does not name a valid proxy or certificates
     */
    public static HttpClients of(Function<String, @Nullable String> variables) {
        return of(variables, new ProfileBundles());
    }

    /** The same, which trust what other clients with these bundles were told to trust. */
    public static HttpClients of(Function<String, @Nullable String> variables, ProfileBundles bundles) {
        Optional<String> bundle =
                Optional.ofNullable(variables.apply(BUNDLE_VARIABLE)).filter(file -> !file.isBlank());
        bundle.ifPresent(file -> CompanyCertificates.require(BUNDLE_VARIABLE, file));
        return new HttpClients(Proxies.of(variables), bundle, bundles, UnaryOperator.identity());
    }

    /** The same, each client of which is given to somebody who watches its calls. They trust the same certificates. */
    public HttpClients seenBy(UnaryOperator<SdkHttpClient> watcher) {
        return new HttpClients(proxies, bundle, bundlesInUse, client -> watcher.apply(observer.apply(client)));
    }

    /**
     * From now on all of these clients trust the certificates of a profile that was opened, also those that were made
     * before. AWS_CA_BUNDLE, where it is set, stands for those of all profiles.
     *
     * @param who the setting that names the file
     * @throws BadInput when it is no file of certificates
     */
    public void trust(String who, String file) {
        if (bundle.isEmpty()) {
            CompanyCertificates.require(who, file);
            bundlesInUse.add(file);
        }
    }

    /** A client on the JDK's own connections, which is cheap to start. */
    public SdkHttpClient urlConnection(Timeouts timeouts) {
        return client(way -> {
            var proxy = ProxyConfiguration.builder()
                    .useEnvironmentVariablesValues(false)
                    .useSystemPropertyValues(way.mayAskJvm());
            way.proxy().ifPresent(server -> {
                proxy.endpoint(server.uri());
                ProxyLogin.use(server);
            });
            var client = UrlConnectionHttpClient.builder()
                    .connectionTimeout(timeouts.toConnect())
                    .socketTimeout(timeouts.toRead())
                    .proxyConfiguration(proxy.build());
            way.trust().ifPresent(client::tlsTrustManagersProvider);
            return client.build();
        });
    }

    /** A client of another kind. {@code maker} makes one for each way of connecting. */
    public SdkHttpClient client(Function<Way, SdkHttpClient> maker) {
        return observer.apply(new RoutedHttp(
                proxies,
                bundlesInUse::files,
                route -> maker.apply(new Way(route.proxy(), proxies.isEmpty(), trust(route.bundles())))));
    }

    private Optional<TlsTrustManagersProvider> trust(Set<String> ofProfiles) {
        List<Certificate> certificates = new ArrayList<>();
        bundle.ifPresent(file -> certificates.addAll(CompanyCertificates.read(BUNDLE_VARIABLE, file)));
        ofProfiles.forEach(file -> certificates.addAll(CompanyCertificates.read("ca_bundle", file)));
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        TrustManager[] managers = {CompanyCertificates.beside(certificates)};
        return Optional.of(() -> managers);
    }
}
