// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.environment.Access;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.input.BadInput;
import dynamofanout.mask.SecretLocation;
import dynamofanout.mask.SecretLocation.EnvironmentVariable;
import dynamofanout.mask.SecretLocation.ManagedSecret;
import dynamofanout.mask.SecretLocation.Parameter;
import dynamofanout.testing.LoopbackSecrets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretReaderTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final SecretLocation PARAMETER = new Parameter("/fanout/mask", Optional.empty());
    private static final SecretLocation MANAGED = new ManagedSecret("fanout-mask", Optional.empty());

    private final LoopbackSecrets service = LoopbackSecrets.start();
    private final SecretReader reader = SecretReader.ofFunction(this::home);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_secret_is_fetched_once() {
        service.parameter("/fanout/mask", "SecureString", SECRET);

        reader.read(PARAMETER);
        reader.read(PARAMETER);

        assertThat(service.calls()).containsExactly("AmazonSSM.GetParameter /fanout/mask");
    }

    @Test
    void secrets_manager_has_some_too() {
        service.secret("fanout-mask", SECRET);

        reader.read(MANAGED);

        assertThat(service.calls()).containsExactly("secretsmanager.GetSecretValue fanout-mask");
    }

    @Test
    void what_may_pass_is_tried_again() {
        service.parameter("/fanout/mask", "SecureString", SECRET);
        service.fail("400 ThrottlingException");
        service.fail("500 InternalServerError");

        reader.read(PARAMETER);

        assertThat(service.calls()).hasSize(3);
    }

    @Test
    void a_secret_that_is_not_there_is_refused_with_the_command_that_makes_it() {
        assertRefused(
                PARAMETER,
                "the mask's secret must be in SSM parameter /fanout/mask (Region eu-west-1), which does not exist: `aws"
                        + " ssm put-parameter --type SecureString --name /fanout/mask --value \"$(openssl rand -base64"
                        + " 32)\" --region eu-west-1` makes one");
        assertRefused(
                MANAGED,
                "the mask's secret must be in secret fanout-mask of Secrets Manager (Region eu-west-1), which does not"
                        + " exist: `aws secretsmanager create-secret --name fanout-mask --secret-string \"$(openssl rand"
                        + " -base64 32)\" --region eu-west-1` makes one");
    }

    @Test
    void a_parameter_that_everybody_can_read_is_refused() {
        service.parameter("/fanout/mask", "String", SECRET);

        assertRefused(
                PARAMETER,
                "the mask's secret in SSM parameter /fanout/mask must be a SecureString, got: String (delete it, then"
                        + " `aws ssm put-parameter --type SecureString --name /fanout/mask --value \"$(openssl rand"
                        + " -base64 32)\"`)");
    }

    @Test
    void a_missing_permission_is_named() {
        service.fail("400 AccessDeniedException");

        assertRefused(
                PARAMETER,
                "no permission for ssm:GetParameter on SSM parameter /fanout/mask (Region eu-west-1), where the mask's"
                        + " secret is: allow it for these credentials (the service's words)");
    }

    @Test
    void no_sentence_holds_the_secret() {
        service.parameter("/fanout/mask", "SecureString", "hunter2");

        assertThatThrownBy(() -> reader.read(PARAMETER))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("at least 32 characters, got: 7")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void functions_have_no_secrets_in_environment_variables() {
        assertRefused(
                new EnvironmentVariable("FANOUT_MASK_SECRET"),
                "the mask's secret must be in SSM or Secrets Manager for copies on AWS, got: environment variable"
                        + " FANOUT_MASK_SECRET");
    }

    @Test
    void a_machine_without_a_home_has_them_nowhere_else() {
        SecretReader local = SecretReader.ofMachine(Map.of("FANOUT_MASK_SECRET", SECRET)::get, Optional.empty());

        local.read(new EnvironmentVariable("FANOUT_MASK_SECRET"));

        assertThatThrownBy(() -> local.read(PARAMETER))
                .isInstanceOf(BadInput.class)
                .hasMessage("the mask's secret is in SSM parameter /fanout/mask of the home account, but fanout.json"
                        + " names no home: add \"home\", or keep the secret in an environment variable");
    }

    private void assertRefused(SecretLocation place, String sentence) {
        assertThatThrownBy(() -> reader.read(place))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    private HomeSecrets home() {
        Configuration configuration = Configuration.parse(
                "fanout.json",
                "{\"home\": {\"account\": \"333333333333\", \"region\": \"eu-west-1\"}, \"environments\": {}}");
        Map<String, String> variables =
                Map.of("AWS_ENDPOINT_URL", service.endpoint().toString());
        ProfileFile profiles = ProfileFile.builder()
                .content("[default]\naws_access_key_id = key\naws_secret_access_key = secret\n")
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        Access home = new Environments(configuration, () -> profiles, variables::get)
                .openHome(configuration.home().orElseThrow());
        return new HomeSecrets(home, UrlConnectionHttpClient.create(), Clock.systemUTC(), (messages, nanos) -> null);
    }
}
