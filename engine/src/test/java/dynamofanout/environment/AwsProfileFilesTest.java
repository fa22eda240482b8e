// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.profiles.ProfileFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AwsProfileFilesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile it]\nregion = eu-west-1\n",
                "[profile it]\n  region = eu-west-1\n",
                "[profile it]\n\toutput = json\n\tregion = eu-west-1\n",
                "[profile it]\nregion: eu-west-1\n",
                "[profile it]\nREGION=eu-west-1\n",
                "  [profile it]\n# comment\n; another\nRegion : eu-west-1\n",
                "\uFEFF[profile it]\r\nregion = eu-west-1\r\n",
                "key before any section\n[profile it]\nregion = eu-west-1\n",
                "[profile other]\nnothing\n= empty\n[profile it]\nregion = eu-west-1\n",
                "[profile it]\nregion = eu-west-1\n[profile other\nregion = us-east-1\n",
                "[profile it]\nregion = eu-west-1\n[profile other]\ns3 =\n  what is this\n",
                "[profile it]\ns3 =\n  addressing_style = path\nregion = eu-west-1\n"
            })
    void read_what_the_aws_cli_reads(String config) throws IOException {
        assertThat(property(config, "region")).contains("eu-west-1");
        assertThat(property(config, ProfileText.BROKEN)).isEmpty();
    }

    @Test
    void read_the_keys_of_a_key() throws IOException {
        String config = "[profile it]\n  dynamodb =\n    Endpoint_URL: http://localhost:8000\n  region = local\n";

        assertThat(property(config, "dynamodb.endpoint_url")).contains("http://localhost:8000");
        assertThat(property(config, "region")).contains("local");
    }

    @Test
    void mark_the_profile_that_has_a_line_nobody_can_read() throws IOException {
        assertThat(property("[profile it]\nregion = eu-west-1\nnothing\n", ProfileText.BROKEN))
                .contains("line 3 of " + directory.resolve("config"));
    }

    @Test
    void notice_that_a_file_has_changed() throws IOException {
        Path config = Files.writeString(directory.resolve("config"), "[profile it]\nregion = eu-west-1\n");
        var files = new AwsProfileFiles(Optional.of(config), Optional.of(directory.resolve("none")));
        ProfileFile before = files.get();
        ProfileFile again = files.get();

        Files.writeString(config, "[profile it]\nregion = eu-central-1\n");

        assertThat(again).isSameAs(before);
        assertThat(files.get().profile("it").orElseThrow().property("region")).contains("eu-central-1");
    }

    private Optional<String> property(String config, String key) throws IOException {
        Path file = Files.writeString(directory.resolve("config"), config);
        return AwsProfileFiles.ofConfig(file).get().profile("it").orElseThrow().property(key);
    }
}
