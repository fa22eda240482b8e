// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The HTTP client of the path of items, built as the launcher's World builds it. */
public final class Apache5 {
    private Apache5() {}

    public static SdkHttpClient client(int connections) {
        return builder(connections).build();
    }

    /** Trusts any certificate. */
    static SdkHttpClient trustful(int connections) {
        return builder(connections)
                .tlsTrustManagersProvider(() -> new TrustManager[] {new Trustful()})
                .build();
    }

    static Apache5HttpClient.Builder builder(int connections) {
        return Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(Duration.ofSeconds(10))
                .connectionAcquisitionTimeout(Duration.ofSeconds(10))
                .connectionMaxIdleTime(Duration.ofSeconds(20))
                .expectContinueEnabled(false);
    }

    private static final class Trustful implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
