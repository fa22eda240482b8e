// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** A service whose endpoint can be configured, with the names of the settings that AWS's tools read. */
enum ConfiguredEndpoint {
    DYNAMODB("DynamoDb", "DYNAMODB", "dynamodb", "dynamodb"),
    LAMBDA("Lambda", "LAMBDA", "lambda", "lambda"),
    SECRETS_MANAGER("SecretsManager", "SECRETS_MANAGER", "secrets_manager", "secretsmanager"),
    STEP_FUNCTIONS("Sfn", "SFN", "sfn", "states"),
    STS("Sts", "STS", "sts", "sts"),
    SYSTEMS_MANAGER("Ssm", "SSM", "ssm", "ssm");

    private final String property;
    private final String variable;
    private final String section;
    private final String host;

    /**
     * @param property end of the system property
     * @param variable end of the environment variable
     * @param section of a profile and of its services
     * @param host how the names of its hosts begin
     */
    ConfiguredEndpoint(String property, String variable, String section, String host) {
        this.property = property;
        this.variable = variable;
        this.section = section;
        this.host = host;
    }

    /** The service that an SDK client says it is for. */
    static Optional<ConfiguredEndpoint> of(ServiceMetadata service) {
        String somewhere = service.endpointFor(Region.US_EAST_1).toString();
        return Stream.of(values())
                .filter(endpoint -> somewhere.startsWith(endpoint.host + "."))
                .findFirst();
    }

    /**
     * The endpoint, looked up in the order that the SDK documents (AwsClientEndpointProvider).
     *
     * @throws BadInput when the configured endpoint is not a URL
     */
    Optional<URI> find(SharedSettings settings) {
        return Stream.<Supplier<Optional<URI>>>of(
                        () -> property("aws.endpointUrl" + property),
                        () -> property("aws.endpointUrl"),
                        () -> variable(settings, "AWS_ENDPOINT_URL_" + variable),
                        () -> variable(settings, "AWS_ENDPOINT_URL"),
                        () -> services(settings),
                        () -> profile(settings, section + ".endpoint_url"),
                        () -> profile(settings, "endpoint_url"))
                .flatMap(source -> source.get().stream())
                .findFirst();
    }

    private static Optional<URI> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).map(text -> url("system property " + name, text));
    }

    private static Optional<URI> variable(SharedSettings settings, String name) {
        return settings.variable(name).map(text -> url(name, text));
    }

    private Optional<URI> services(SharedSettings settings) {
        return settings.profiles()
                .servicesProperty(settings.profile(), section + ".endpoint_url")
                .map(text -> url(section + " endpoint_url of AWS profile " + settings.profile(), text));
    }

    private static Optional<URI> profile(SharedSettings settings, String property) {
        return settings.profiles()
                .property(settings.profile(), property)
                .map(text -> url(property + " of AWS profile " + settings.profile(), text));
    }

    private static URI url(String what, String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && EndpointUrl.host(url).isPresent()) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw notAnUrl(what, text);
        }
        throw notAnUrl(what, text);
    }

    private static BadInput notAnUrl(String what, String text) {
        return new BadInput(what + " must be a URL such as http://localhost:8000, got: \"" + text + "\"");
    }
}
