// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static dynamofanout.environment.ProfileFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CredentialFailureTest {
    private static final Configuration WITH_ROLE = Configuration.parse(
            "fanout.json",
            """
            {"environments": {"production": {"account": "111111111111", "region": "eu-west-1", "profile": "base",
                "roleArn": "arn:aws:iam::111111111111:role/reader", "tables": ["*"]}}}
            """);

    private final FakeSts sts = new FakeSts();

    @BeforeEach
    void keeps_off_the_network() {
        System.setProperty("aws.disableEc2Metadata", "true");
    }

    @AfterEach
    void restores() {
        sts.close();
        System.clearProperty("aws.disableEc2Metadata");
        System.clearProperty("aws.endpointUrl");
    }

    @Test
    void a_profile_without_credentials() {
        assertThat(failure("[profile bare]\nregion = eu-west-1\n", "bare"))
                .hasMessage(
                        "AWS profile bare has no credentials: run aws configure --profile bare, or aws configure sso"
                                + " --profile bare");
    }

    @Test
    void a_default_chain_without_credentials() {
        assertThat(failure(
                        "[default]\nregion = eu-west-1\n",
                        Configuration.parse(
                                "fanout.json",
                                """
                                {"environments": {"dev": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"]}}}
                                """),
                        "dev"))
                .hasMessage("no credentials for environment dev: name an AWS profile for it in fanout.json, or set"
                        + " AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void half_a_key() {
        assertThat(failure("[profile half]\nregion = eu-west-1\naws_access_key_id = A\n", "half"))
                .hasMessage(
                        "AWS profile half is incomplete: Profile property 'aws_secret_access_key' was not configured for"
                                + " 'half'.");
    }

    @Test
    void an_sso_session_that_nobody_signed_in_to() {
        String config =
                """
                [profile sso]
                region = eu-west-1
                sso_session = fanout-test-without-token
                sso_account_id = 111111111111
                sso_role_name = reader
                [sso-session fanout-test-without-token]
                sso_region = eu-west-1
                sso_start_url = https://x.awsapps.com/start
                """;

        assertThat(failure(config, "sso"))
                .hasMessage("the SSO session of profile sso has expired: run aws sso login --profile sso");
    }

    @Test
    void an_sso_session_of_the_source_profile() {
        String config =
                """
                [profile sso]
                region = eu-west-1
                sso_region = eu-west-1
                sso_account_id = 111111111111
                sso_role_name = reader
                sso_start_url = https://fanout-test-without-token.awsapps.com/start
                [profile admin]
                region = eu-west-1
                role_arn = arn:aws:iam::222222222222:role/admin
                source_profile = sso
                """;

        assertThat(failure(config, "admin"))
                .hasMessage("the SSO session of profile sso has expired: run aws sso login --profile sso");
    }

    @Test
    void a_role_that_may_not_be_assumed() {
        sts.fails(403, "AccessDenied", "User: x is not authorized to perform: sts:AssumeRole on resource: y");

        assertThat(failure(profile("base", "BASE", "endpoint_url = " + sts.url()), WITH_ROLE, "production"))
                .hasMessage(
                        "AWS profile base may not assume role arn:aws:iam::111111111111:role/reader: the role's trust"
                                + " policy must name the caller (and its external id, if it asks for one), and the caller needs"
                                + " sts:AssumeRole");
    }

    @Test
    void a_profile_s_own_role_that_may_not_be_assumed() {
        sts.fails(403, "AccessDenied", "User: x is not authorized to perform: sts:AssumeRole on resource: y");
        System.setProperty("aws.endpointUrl", sts.url());

        assertThat(failure(profile("base", "BASE") + roleProfile(""), "admin"))
                .hasMessage(
                        "AWS profile admin may not assume role arn:aws:iam::222222222222:role/admin: the role's trust"
                                + " policy must name the caller (and its external id, if it asks for one), and the caller needs"
                                + " sts:AssumeRole");
    }

    @Test
    void a_role_that_asks_for_a_second_factor() {
        sts.fails(403, "AccessDenied", "User: x is not authorized to perform: sts:AssumeRole on resource: y");
        System.setProperty("aws.endpointUrl", sts.url());

        assertThat(failure(profile("base", "BASE") + roleProfile("mfa_serial = arn:aws:iam::1:mfa/me\n"), "admin"))
                .hasMessage(
                        "AWS profile admin asks for a second factor (mfa_serial), which the AWS SDK for Java cannot ask"
                                + " for: add a profile with credential_process = aws configure export-credentials --profile admin");
    }

    @Test
    void keys_that_sts_does_not_know() {
        sts.fails(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

        assertThat(failure(profile("base", "BASE", "endpoint_url = " + sts.url()), WITH_ROLE, "production"))
                .hasMessage("AWS does not accept the access key of AWS profile base (InvalidClientTokenId): run aws sts"
                        + " get-caller-identity --profile base to see whether it is still valid");
    }

    @Test
    void base_credentials_that_have_expired() {
        sts.fails(403, "ExpiredToken", "The security token included in the request is expired");

        assertThat(failure(profile("base", "BASE", "endpoint_url = " + sts.url()), WITH_ROLE, "production"))
                .hasMessage("the session of AWS profile base has expired: get new credentials");
    }

    @Test
    void a_source_profile_without_credentials() {
        assertThat(failure("[profile base]\nregion = eu-west-1\n" + roleProfile(""), "admin"))
                .hasMessage(
                        "AWS profile admin takes its credentials from profile base (source_profile), which has none");
    }

    @Test
    void profiles_in_a_circle() {
        String config =
                """
                [profile a]
                region = eu-west-1
                role_arn = arn:aws:iam::1:role/a
                source_profile = b
                [profile b]
                role_arn = arn:aws:iam::1:role/b
                source_profile = a
                """;

        assertThat(failure(config, "a"))
                .hasMessage(
                        "AWS profile a is incomplete: Invalid profile file: Circular relationship detected with profiles"
                                + " [a, b].");
    }

    @Test
    void a_credential_process_that_fails() {
        assertThat(failure("[profile p]\nregion = eu-west-1\ncredential_process = false\n", "p"))
                .hasMessage("the credential_process of AWS profile p failed: run it by hand to see why");
    }

    @Test
    void aws_login() {
        assertThat(failure("[profile l]\nregion = eu-west-1\nlogin_session = arn:aws:iam::1:user/me\n", "l"))
                .hasMessage("AWS profile l signs in with aws login, which fanout cannot use itself: add a profile with"
                        + " credential_process = aws configure export-credentials --profile l");
    }

    @Test
    void what_is_lasting_and_what_may_pass() {
        sts.fails(403, "AccessDenied", "sts:AssumeRole");
        String config = profile("base", "BASE", "endpoint_url = " + sts.url());

        assertThat(failure(config, WITH_ROLE, "production").retryable()).isFalse();

        sts.close();
        CredentialFailure unreachable = failure(config, WITH_ROLE, "production");
        assertThat(unreachable.retryable()).isTrue();
        assertThat(unreachable)
                .hasMessage("no credentials for AWS profile base: nothing answers at "
                        + sts.url().substring(7) + " (connection refused)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    403 | <html><body>Blocked by the company's proxy</body></html> | something in between answered with HTTP 403
                    404 | <html>no such page</html>                                | something in between answered with HTTP 404
                    407 | ''                                                       | something in between answered with HTTP 407
                    502 | Bad gateway                                              | something in between answered with HTTP 502
                    503 | ''                                                       | something in between answered with HTTP 503
                    504 | {"message": "Endpoint request timed out"}                | something in between answered with HTTP 504
                    200 | <html>Please sign in</html>                              | the answer cannot be read
                    200 | ''                                                       | the answer cannot be read
                    """)
    void an_answer_that_is_not_that_of_sts_may_pass(int status, String body, String words) {
        sts.answers(status, body);

        CredentialFailure failure =
                failure(profile("base", "BASE", "endpoint_url = " + sts.url()), WITH_ROLE, "production");

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.getMessage())
                .startsWith("no credentials for AWS profile base: " + words)
                .doesNotContain("java", "software.amazon", "Exception");
    }

    @Test
    void explains_what_a_client_was_told() {
        Access access = open(profile("base", "BASE"), Configuration.EMPTY, "base");

        assertThat(CredentialFailure.sentence(access, refusal("UnrecognizedClientException")))
                .contains(
                        "AWS does not accept the access key of AWS profile base (UnrecognizedClientException): run aws sts"
                                + " get-caller-identity --profile base to see whether it is still valid");
        assertThat(CredentialFailure.sentence(access, refusal("ExpiredTokenException")))
                .contains("the session of AWS profile base has expired: get new credentials");
    }

    @Test
    void finds_its_own_sentence_under_other_failures() {
        CredentialFailure failure = failure("[profile bare]\nregion = eu-west-1\n", "bare");
        Access access = open(profile("base", "BASE"), Configuration.EMPTY, "base");

        assertThat(CredentialFailure.sentence(access, new IllegalStateException("call failed", failure)))
                .contains(failure.getMessage());
    }

    @Test
    void other_failures_are_none_of_its_business() {
        Access access = open(profile("base", "BASE"), Configuration.EMPTY, "base");

        assertThat(CredentialFailure.sentence(access, refusal("ResourceNotFoundException")))
                .isEmpty();
        assertThat(CredentialFailure.sentence(access, new IllegalStateException()))
                .isEmpty();
    }

    private static String roleProfile(String more) {
        return "[profile admin]\nregion = eu-west-1\nrole_arn = arn:aws:iam::222222222222:role/admin\n"
                + "source_profile = base\n" + more;
    }

    private static DynamoDbException refusal(String code) {
        return (DynamoDbException) DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static CredentialFailure failure(String config, String name) {
        return failure(config, Configuration.EMPTY, name);
    }

    private static CredentialFailure failure(String config, Configuration configuration, String name) {
        Access access = open(config, configuration, name);
        CredentialFailure failure = catchThrowableOfType(
                CredentialFailure.class, () -> access.credentials().resolveCredentials());
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Access open(String config, Configuration configuration, String name) {
        return new Environments(configuration, ProfileFiles.of(config), variable -> null).open(name);
    }
}
