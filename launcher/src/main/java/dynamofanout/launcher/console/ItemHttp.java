// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.network.HttpClients;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Makes the HTTP client that reads and writes items. It keeps as many connections as there are concurrent calls. */
public final class ItemHttp {
    private ItemHttp() {}

    public static SdkHttpClient client(HttpClients clients, int connections) {
        return clients.client(way -> client(way, connections));
    }

    private static SdkHttpClient client(HttpClients.Way way, int connections) {
        var proxy = ProxyConfiguration.builder()
                .useEnvironmentVariableValues(false)
                .useSystemPropertyValues(way.mayAskJvm());
        way.proxy().ifPresent(server -> {
            proxy.endpoint(server.uri());
            server.login().ifPresent(login -> proxy.username(login.user())
                    .password(login.password())
                    .preemptiveBasicAuthenticationEnabled(true));
        });
        var client = Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(Duration.ofSeconds(10))
                .connectionAcquisitionTimeout(Duration.ofSeconds(10))
                .connectionMaxIdleTime(Duration.ofSeconds(20))
                .expectContinueEnabled(false)
                .proxyConfiguration(proxy.build());
        way.trust().ifPresent(client::tlsTrustManagersProvider);
        return client.build();
    }
}
