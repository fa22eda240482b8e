// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.iam.Accounts;
import dynamofanout.iam.Call;
import dynamofanout.iam.Principal;
import dynamofanout.input.BadInput;
import dynamofanout.mask.SecretLocation.ManagedSecret;
import dynamofanout.mask.SecretLocation.Parameter;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks on their way to the functions, and who may read their secrets. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskRulesTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:333333333333:key/1234abcd";
    private static final String PARAMETER = "arn:aws:ssm:eu-west-1:333333333333:parameter/fanout/mask";
    private static final String MASK =
            """
            {"format": 1, "secret": {"parameter": "/fanout/mask", "kmsKey": "KEY"},
             "tables": {"*": {"attributes": {"id": "keep", "city": {"words": "../words/cities.txt", "label": "city"}}}}}
            """
                    .replace("KEY", KEY);

    @TempDir
    private Path root;

    @BeforeEach
    void lay_out_the_source_tree() throws IOException {
        Files.createDirectories(root.resolve("infra"));
        Files.createDirectories(root.resolve("masks"));
        Files.createDirectories(root.resolve("words"));
        Files.createDirectories(root.resolve("functions/target"));
        Files.writeString(root.resolve("functions/target/functions.jar"), "jar");
        Files.writeString(
                root.resolve("fanout.json"),
                Deployments.TWO_ACCOUNTS.replace(
                        "[\"development\"]",
                        "[{\"environment\": \"development\", \"mask\": \"masks/development.json\"}]"));
        Files.writeString(root.resolve("words/cities.txt"), "Wien\nGraz\n");
        mask(MASK);
    }

    @Test
    void mask_and_word_files_travel_with_the_functions() throws IOException {
        MaskRules masks = settings().code().masks();
        settings().code().pack(root.resolve("code.zip"));

        assertThat(masks.files())
                .containsEntry("masks/development.json", MASK)
                .containsEntry("words/cities.txt", "Wien\nGraz\n")
                .hasSize(2);
        assertThat(masks.secrets()).containsExactly(new Parameter("/fanout/mask", Optional.of(KEY)));
        try (FileSystem zip =
                FileSystems.newFileSystem(root.resolve("code.zip"), Map.of("enablePosixFileAttributes", "true"))) {
            assertThat(Files.readString(zip.getPath("masks/development.json"))).isEqualTo(MASK);
            assertThat(mode(zip.getPath("masks"))).isEqualTo("rwxr-xr-x");
            assertThat(mode(zip.getPath("words/cities.txt"))).isEqualTo("rw-r--r--");
        }
    }

    @Test
    void a_secret_in_an_environment_variable_is_refused() throws IOException {
        mask(MASK.replaceFirst(
                "\"secret\": \\{[^}]*}", "\"secret\": {\"environmentVariable\": \"FANOUT_MASK_SECRET\"}"));

        assertThatThrownBy(this::settings)
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "secret of the mask masks/development.json must be in SSM (\"parameter\") or Secrets Manager"
                                + " (\"secretsManager\") where there is a home, since everybody who may look at a"
                                + " function sees its environment variables, got: environment variable"
                                + " FANOUT_MASK_SECRET");
    }

    @Test
    void a_mask_that_is_wrong_or_missing_is_refused() throws IOException {
        mask(MASK.replace("\"id\": \"keep\"", "\"id\": \"kep\""));
        assertThatThrownBy(this::settings).isInstanceOf(BadInput.class).hasMessageContaining("masks/development.json");

        Files.delete(root.resolve("masks/development.json"));
        assertThatThrownBy(this::settings)
                .isInstanceOf(BadInput.class)
                .hasMessage("mask file masks/development.json must be a file, got: "
                        + root.resolve("masks/development.json") + ", which does not exist");
    }

    @Test
    void plan_and_segment_functions_alone_read_the_secret() {
        Accounts accounts = DeployedAccounts.of(settings());
        Call parameter = Call.of("ssm:GetParameter", PARAMETER);
        Call decrypt = Call.of("kms:Decrypt", KEY).with("kms:ViaService", "ssm.eu-west-1.amazonaws.com");

        for (String function : new String[] {"plan", "segment"}) {
            assertThat(accounts.allows(function(accounts, function), parameter))
                    .as(function)
                    .isTrue();
            assertThat(accounts.allows(function(accounts, function), Call.of("ssm:GetParameter", PARAMETER + "2")))
                    .isFalse();
            assertThat(accounts.allows(function(accounts, function), Call.of("ssm:PutParameter", PARAMETER)))
                    .isFalse();
        }
        for (String function : new String[] {"finish", "query"}) {
            assertThat(accounts.allows(function(accounts, function), parameter))
                    .as(function)
                    .isFalse();
            assertThat(accounts.allows(function(accounts, function), decrypt))
                    .as(function)
                    .isFalse();
        }
    }

    @Test
    void a_key_of_ones_own_decrypts_by_way_of_the_service_alone() {
        Settings settings = settings();
        StackTemplate template =
                Synthesis.of(settings).template(settings.home().names().stack());

        assertThat(template.resources("AWS::IAM::Role").toString())
                .contains("\"kms:ViaService\":\"ssm.eu-west-1.amazonaws.com\"")
                .contains(KEY);
    }

    @Test
    void a_secret_of_secrets_manager_is_found_by_its_name() throws IOException {
        mask(MASK.replaceFirst("\"secret\": \\{[^}]*}", "\"secret\": {\"secretsManager\": \"fanout-mask\"}"));
        Accounts accounts = DeployedAccounts.of(settings());
        String arn = "arn:aws:secretsmanager:eu-west-1:333333333333:secret:fanout-mask-";

        assertThat(settings().code().masks().secrets())
                .containsExactly(new ManagedSecret("fanout-mask", Optional.empty()));
        assertThat(accounts.allows(
                        function(accounts, "plan"), Call.of("secretsmanager:GetSecretValue", arn + "a1B2c3")))
                .isTrue();
        assertThat(accounts.allows(
                        function(accounts, "plan"), Call.of("secretsmanager:GetSecretValue", arn + "other-a1B2c3")))
                .isFalse();
    }

    private Settings settings() {
        return new SettingsReader(root.resolve("infra"), name -> Optional.empty(), name -> null).read();
    }

    private void mask(String text) throws IOException {
        Files.writeString(root.resolve("masks/development.json"), text);
    }

    private static Principal.Session function(Accounts accounts, String name) {
        return accounts.as("arn:aws:iam::" + Deployments.HOME + ":role/fanout-" + name);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
