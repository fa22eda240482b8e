// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static dynamofanout.environment.ProfileFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DynamoDbEndpointTest {
    private static final String ELSEWHERE = "arn:aws:dynamodb:eu-west-1:333333333333:table/Orders";

    private final Map<String, String> variables = new HashMap<>();

    @AfterEach
    void forgets_properties() {
        System.clearProperty("aws.endpointUrl");
        System.clearProperty("aws.endpointUrlDynamoDb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "region = local",
                "region = cn-north-1",
                "region = us-gov-west-1",
                "endpoint_url = http://localhost:8000",
                "endpoint_url = https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com",
                "dynamodb =\n  endpoint_url = http://localhost:8001",
                "endpoint_url = http://localhost:8000\ndynamodb =\n  endpoint_url = http://localhost:8001",
                "services = mine\n[services mine]\ndynamodb =\n  endpoint_url = http://localhost:8002",
                "endpoint_url = http://localhost:8000\nservices = mine\n[services mine]\ns3 =\n  endpoint_url = http://s3:1",
                "services = missing",
                "aws_account_id = 111111111111",
                "aws_account_id = 111111111111\naccount_id_endpoint_mode = disabled",
                "aws_account_id = 111111111111\nendpoint_url = http://localhost:8000",
                "aws_account_id = 111111111111\nuse_dualstack_endpoint = true",
                "use_dualstack_endpoint = true",
                "use_fips_endpoint = true",
                "aws_account_id = 111111111111\nuse_fips_endpoint = TRUE"
            })
    void is_what_the_sdk_s_client_resolves(String properties) {
        String config = profile("it", "KEY", properties);

        Access access = open(config);

        assertThat(endpoint(access, "Orders")).isEqualTo(calledBySdk(config, "Orders"));
        assertThat(endpoint(access, ELSEWHERE)).isEqualTo(calledBySdk(config, ELSEWHERE));
    }

    @Test
    void may_be_a_host_whose_name_has_an_underscore() {
        Access access = open(profile("it", "KEY", "endpoint_url = http://dynamodb_local:8000"));

        assertThat(endpoint(access, "Orders")).isEqualTo(URI.create("http://dynamodb_local:8000"));
    }

    @Test
    void an_sdk_client_finds_a_host_whose_name_has_an_underscore() {
        Access access = open(profile("it", "KEY", "endpoint_url = http://dynamodb_local:8000"));

        URI called =
                called(client -> access.prepare(client, DynamoDbClient.serviceMetadata(), overrides -> {}), "Orders");

        assertThat(called).isEqualTo(URI.create("http://dynamodb_local:8000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws.endpointUrl", "aws.endpointUrlDynamoDb"})
    void system_properties_count_as_they_do_for_the_sdk(String property) {
        String config = profile("it", "KEY", "endpoint_url = http://localhost:8000");
        System.setProperty(property, "http://localhost:9000");

        Access access = open(config);

        assertThat(endpoint(access, "Orders"))
                .isEqualTo(URI.create("http://localhost:9000"))
                .isEqualTo(calledBySdk(config, "Orders"));
    }

    @Test
    void variables_come_before_the_profile_and_the_service_s_own_before_the_general_one() {
        String config = profile("it", "KEY", "endpoint_url = http://localhost:8000");

        variables.put("AWS_ENDPOINT_URL", "http://localhost:9000");
        assertThat(open(config).endpointOverride()).contains(URI.create("http://localhost:9000"));

        variables.put("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:9001");
        assertThat(open(config).endpointOverride()).contains(URI.create("http://localhost:9001"));
    }

    @Test
    void an_empty_variable_is_none() {
        variables.put("AWS_ENDPOINT_URL", "");

        assertThat(open(profile("it", "KEY")).endpointOverride()).isEmpty();
    }

    @Test
    void configured_endpoints_can_be_ignored_by_variable() {
        variables.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        variables.put("AWS_ENDPOINT_URL", "http://localhost:9000");

        Access access = open(profile("it", "KEY", "endpoint_url = http://localhost:8000"));

        assertThat(access.endpointOverride()).isEmpty();
        assertThat(endpoint(access, "Orders")).isEqualTo(URI.create("https://dynamodb.eu-west-1.amazonaws.com"));
    }

    @Test
    void configured_endpoints_can_be_ignored_by_profile() {
        Access access = open(
                profile("it", "KEY", "endpoint_url = http://localhost:8000\nignore_configured_endpoint_urls = true"));

        assertThat(access.endpointOverride()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'endpoint_url = http://localhost:8000', http://localhost:8000",
        "'endpoint_url = http://localhost:8000\nignore_configured_endpoint_urls = true', https://dynamodb.eu-west-1.amazonaws.com",
        "'', https://dynamodb.eu-west-1.amazonaws.com"
    })
    void a_prepared_client_of_the_sdk_goes_there_too(String properties, URI expected) {
        Access access = open(profile("it", "KEY", properties));

        assertThat(called(access::prepare, "Orders")).isEqualTo(expected);
    }

    @Test
    void a_prepared_client_honours_variables_that_only_we_were_given() {
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:9001");
        Access access = open(profile("it", "KEY"));

        assertThat(called(access::prepare, "Orders")).isEqualTo(URI.create("http://localhost:9001"));
    }

    @Test
    void an_endpoint_without_scheme_is_a_sentence() {
        assertThatThrownBy(() -> open(profile("it", "KEY", "endpoint_url = localhost:8000")))
                .isInstanceOf(BadInput.class)
                .hasMessage("endpoint_url of AWS profile it must be a URL such as http://localhost:8000, got:"
                        + " \"localhost:8000\"");
    }

    @Test
    void a_variable_that_is_no_url_is_a_sentence() {
        variables.put("AWS_ENDPOINT_URL", "http://local host");

        assertThatThrownBy(() -> open(profile("it", "KEY")))
                .isInstanceOf(BadInput.class)
                .hasMessage("AWS_ENDPOINT_URL must be a URL such as http://localhost:8000, got: \"http://local host\"");
    }

    private Access open(String config) {
        return new Environments(Configuration.EMPTY, ProfileFiles.of(config), variables::get).open("it");
    }

    private static URI endpoint(Access access, String table) {
        return access.endpoint(TableName.parse(table))
                .apply(access.credentials().resolveCredentials());
    }

    /** Where a client goes that somebody builds with the same profile. */
    private static URI calledBySdk(String config, String table) {
        var files = ProfileFiles.of(config);
        String region =
                files.get().profile("it").orElseThrow().property("region").orElseThrow();
        return called(
                client -> client.region(Region.of(region))
                        .credentialsProvider(ProfileCredentialsProvider.builder()
                                .profileFile(files)
                                .profileName("it")
                                .build())
                        .overrideConfiguration(overrides ->
                                overrides.defaultProfileFileSupplier(files).defaultProfileName("it")),
                table);
    }

    private static URI called(UnaryOperator<DynamoDbClientBuilder> prepared, String table) {
        var wire = new DeadWire();
        try (DynamoDbClient client =
                prepared.apply(DynamoDbClient.builder()).httpClient(wire).build()) {
            client.describeTable(request -> request.tableName(table));
        } catch (SdkClientException e) {
            return wire.called.orElseThrow();
        }
        throw new AssertionError("a dead wire answered");
    }

    /** Remembers where a call would have gone. */
    private static final class DeadWire implements SdkHttpClient {
        private Optional<URI> called = Optional.empty();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            URI uri = request.httpRequest().getUri();
            called = Optional.of(URI.create(uri.getScheme() + "://" + uri.getAuthority()));
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    throw SdkClientException.create("dead: not to be tried again");
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
