// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.net.URI;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The host of a configured endpoint whose name {@link URI} does not take for one, because it has an underscore. The SDK
 * asks {@link URI}: it is given another name, and each request gets the right one before it is signed.
 */
final class EndpointHost implements ExecutionInterceptor {
    private static final String INSTEAD = "host.invalid";

    private final String host;
    private final int port;

    private EndpointHost(URI url) {
        this.host = EndpointUrl.host(url).orElseThrow();
        this.port = EndpointUrl.port(url);
    }

    static boolean isStrange(URI url) {
        return url.getHost() == null && EndpointUrl.host(url).isPresent();
    }

    /** Leads a client there whose override configuration is set already. */
    static void use(AwsClientBuilder<?, ?> client, URI url) {
        client.endpointOverride(URI.create(url.getScheme() + "://" + INSTEAD + url.getRawPath()));
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new EndpointHost(url))
                .build());
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return request.host().endsWith(INSTEAD)
                ? request.toBuilder().host(host).port(port).build()
                : request;
    }
}
