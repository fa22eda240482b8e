// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.network.HttpClients;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Makes the HTTP clients that the AWS SDK creates by itself, for the roles and the single sign-on of AWS profiles. So
 * they use the same proxy and certificates as all other clients. The SDK finds this class by its name and instantiates
 * it.
 */
public final class SdkHttp implements SdkHttpService {
    private static final HttpClients.Timeouts TIMEOUTS =
            new HttpClients.Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(10));

    private static volatile Supplier<HttpClients> clients = () -> HttpClients.of(name -> null);

    /** From now on these make the SDK's own clients. */
    public static void install(Supplier<HttpClients> makers) {
        clients = makers;
        System.setProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property(), SdkHttp.class.getName());
    }

    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        return new Builder();
    }

    private static final class Builder implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return clients.get().urlConnection(TIMEOUTS);
        }
    }
}
