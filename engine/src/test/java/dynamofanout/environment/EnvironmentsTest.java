// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static dynamofanout.environment.ProfileFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvironmentsTest {
    private static final Configuration CONFIGURATION = Configuration.parse(
            "/ops/fanout.json",
            """
            {"environments": {
               "production":  {"account": "111111111111", "region": "eu-central-1", "profile": "prod", "tables": ["*"]},
               "development": {"account": "222222222222", "region": "us-east-1", "tables": ["*"]}}}
            """);

    private final Map<String, String> variables = new HashMap<>();

    @AfterEach
    void takes_keys_away() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.region");
    }

    @Test
    void an_environment_uses_its_profile_and_its_own_region() {
        Access access = open(CONFIGURATION, profile("prod", "PROD"), "production");

        assertThat(access.environment()).isEqualTo("production");
        assertThat(access.configured()).isEqualTo(CONFIGURATION.environment("production"));
        assertThat(access.region()).isEqualTo(Region.EU_CENTRAL_1);
        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("PROD");
        assertThat(access.endpointOverride()).isEmpty();
    }

    @Test
    void a_named_profile_is_used_whatever_the_default_chain_has() {
        hasKeysInTheDefaultChain("CHAIN");

        Access access = open(CONFIGURATION, profile("prod", "PROD"), "production");

        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("PROD");
    }

    @Test
    void an_environment_without_profile_and_role_uses_the_default_chain() {
        hasKeysInTheDefaultChain("CHAIN");

        Access access = open(CONFIGURATION, profile("prod", "PROD"), "development");

        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("CHAIN");
    }

    @Test
    void the_default_chain_looks_at_the_profile_of_the_variable() {
        variables.put("AWS_PROFILE", "mine");

        Access access =
                open(CONFIGURATION, profile("mine", "MINE", "endpoint_url = http://localhost:8000"), "development");

        assertThat(access.endpointOverride()).contains(URI.create("http://localhost:8000"));
        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("MINE");
    }

    @Test
    void a_name_that_the_file_lacks_is_a_profile() {
        hasKeysInTheDefaultChain("CHAIN");
        variables.put("AWS_REGION", "us-east-1");

        Access access = open(CONFIGURATION, profile("staging", "STAGING"), "staging");

        assertThat(access.configured()).isEmpty();
        assertThat(access.region()).isEqualTo(Region.EU_WEST_1);
        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("STAGING");
    }

    @Test
    void default_is_the_default_chain_where_no_profile_is_called_so() {
        hasKeysInTheDefaultChain("CHAIN");
        variables.put("AWS_REGION", "us-east-1");

        Access access = open(Configuration.EMPTY, "", "default");

        assertThat(access.region()).isEqualTo(Region.US_EAST_1);
        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("CHAIN");
    }

    @Test
    void a_profile_without_region_takes_that_of_the_variables() {
        variables.put("AWS_REGION", "us-west-2");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");

        Access access = open(Configuration.EMPTY, "[profile bare]\n", "bare");

        assertThat(access.region()).isEqualTo(Region.US_WEST_2);
    }

    @Test
    void a_profile_without_region_takes_that_of_the_default_chain_last() {
        System.setProperty("aws.region", "sa-east-1");

        Access access = open(Configuration.EMPTY, "[profile bare]\n", "bare");

        assertThat(access.region()).isEqualTo(Region.SA_EAST_1);
    }

    @Test
    void a_session_token_of_a_profile_is_kept() {
        Access access = open(Configuration.EMPTY, profile("temp", "TEMP", "aws_session_token = token"), "temp");

        assertThat(access.credentials().resolveCredentials())
                .isInstanceOfSatisfying(
                        AwsSessionCredentials.class,
                        credentials -> assertThat(credentials.sessionToken()).isEqualTo("token"));
    }

    @Test
    void a_credential_process_is_run() {
        String config =
                """
                [profile process]
                region = eu-west-1
                credential_process = printf '{"Version":1,"AccessKeyId":"FROMPROCESS","SecretAccessKey":"s"}'
                """;

        Access access = open(Configuration.EMPTY, config, "process");

        assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("FROMPROCESS");
    }

    @Test
    void a_missing_region_is_a_sentence_with_the_remedy() {
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            assertThatThrownBy(() -> open(Configuration.EMPTY, "[profile bare]\n", "bare"))
                    .isInstanceOf(BadInput.class)
                    .hasMessage("AWS profile bare has no Region: run aws configure set region eu-west-1 --profile bare"
                            + " (with your Region), or set AWS_REGION");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    @Test
    void an_unknown_name_is_answered_with_those_that_are_there() {
        assertThatThrownBy(() -> open(CONFIGURATION, profile("prod", "A") + profile("tooling", "B"), "prodution"))
                .isInstanceOf(BadInput.class)
                .hasMessage("environment \"prodution\" is unknown: neither /ops/fanout.json (production, development)"
                        + " nor an AWS profile (prod, tooling) has that name; did you mean \"production\"?");
    }

    @Test
    void an_unknown_name_without_a_file_says_that_none_was_found() {
        assertThatThrownBy(() -> open(Configuration.EMPTY, profile("staging", "A"), "stagign"))
                .isInstanceOf(BadInput.class)
                .hasMessage("environment \"stagign\" is unknown: no fanout.json was found, and no AWS profile (staging)"
                        + " has that name; did you mean \"staging\"?");
    }

    @Test
    void an_unknown_name_where_nothing_is() {
        assertThatThrownBy(() -> open(Configuration.EMPTY, "", "staging"))
                .isInstanceOf(BadInput.class)
                .hasMessage("environment \"staging\" is unknown: no fanout.json was found, and no AWS profile has that"
                        + " name");
    }

    @Test
    void hundreds_of_profiles_are_not_listed() {
        String config =
                IntStream.range(0, 12).mapToObj(i -> profile("p" + i, "A")).collect(Collectors.joining());

        assertThatThrownBy(() -> open(Configuration.EMPTY, config, "elsewhere"))
                .isInstanceOf(BadInput.class)
                .hasMessage("environment \"elsewhere\" is unknown: no fanout.json was found, and no AWS profile"
                        + " (p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 2 more) has that name");
    }

    @Test
    void a_profile_that_the_file_names_must_be_there() {
        assertThatThrownBy(() -> open(CONFIGURATION, profile("prd", "A"), "production"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "environment production has the AWS profile \"prod\" in /ops/fanout.json, but no AWS profile"
                                + " (prd) has that name; did you mean \"prd\"?");
    }

    @Test
    void malformed_profiles_are_a_sentence() {
        var environments = new Environments(
                Configuration.EMPTY, () -> ProfileFiles.of("no section = 1\n").get(), variables::get);

        assertThatThrownBy(() -> environments.open("staging"))
                .isInstanceOf(BadInput.class)
                .hasMessage("the AWS profiles cannot be read: Expected a profile definition on line 1");
    }

    private Access open(Configuration configuration, String config, String name) {
        return new Environments(configuration, ProfileFiles.of(config), variables::get).open(name);
    }

    private static void hasKeysInTheDefaultChain(String accessKey) {
        System.setProperty("aws.accessKeyId", accessKey);
        System.setProperty("aws.secretAccessKey", "secret");
    }
}
