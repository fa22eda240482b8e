// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigurationFileTest {
    private final Map<String, String> variables = new HashMap<>();

    private Path directory;
    private Path work;
    private Path home;

    @BeforeEach
    void makes_directories(@TempDir Path temporary) throws IOException {
        directory = temporary;
        work = Files.createDirectories(directory.resolve("work"));
        home = Files.createDirectories(directory.resolve("home"));
    }

    @Test
    void the_given_path_comes_first() throws IOException {
        write(work.resolve("fanout.json"), "inWork");
        write(work.resolve("other.json"), "given");
        variables.put(
                "FANOUT_CONFIG",
                write(directory.resolve("variable.json"), "byVariable").toString());

        Configuration configuration = read(Optional.of(Path.of("other.json")));

        assertThat(configuration.environments()).containsOnlyKeys("given");
    }

    @Test
    void then_the_environment_variable() throws IOException {
        write(work.resolve("fanout.json"), "inWork");
        variables.put(
                "FANOUT_CONFIG",
                write(directory.resolve("variable.json"), "byVariable").toString());

        Configuration configuration = read(Optional.empty());

        assertThat(configuration.environments()).containsOnlyKeys("byVariable");
    }

    @Test
    void then_the_working_directory() throws IOException {
        write(work.resolve("fanout.json"), "inWork");
        write(home.resolve(".config/fanout/fanout.json"), "inHome");

        Configuration configuration = read(Optional.empty());

        assertThat(configuration.environments()).containsOnlyKeys("inWork");
    }

    @Test
    void then_the_home_directory() throws IOException {
        write(home.resolve(".config/fanout/fanout.json"), "inHome");

        Configuration configuration = read(Optional.empty());

        assertThat(configuration.environments()).containsOnlyKeys("inHome");
    }

    @Test
    void without_any_file_there_are_no_environments() {
        assertThat(read(Optional.empty())).isEqualTo(Configuration.EMPTY);
    }

    @Test
    void remembers_the_path() throws IOException {
        Path file = write(work.resolve("fanout.json"), "inWork");

        assertThat(read(Optional.empty()).readFrom()).contains(file.toString());
    }

    @Test
    void a_given_path_must_be_there() {
        assertThatThrownBy(() -> read(Optional.of(Path.of("missing.json"))))
                .isInstanceOf(BadInput.class)
                .hasMessage("--config must name a file, got: " + work.resolve("missing.json"));
    }

    @Test
    void the_variable_s_path_must_be_there() {
        variables.put("FANOUT_CONFIG", "missing.json");

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessage("$FANOUT_CONFIG must name a file, got: " + work.resolve("missing.json"));
    }

    @Test
    void a_file_that_is_found_must_be_readable() throws IOException {
        Files.createDirectory(work.resolve("fanout.json"));

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessage(work.resolve("fanout.json") + " cannot be read: java.io.IOException: Is a directory");
    }

    @Test
    void names_the_file_in_what_is_wrong_with_it() throws IOException {
        Files.writeString(work.resolve("fanout.json"), "{}");

        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessage("field \"environments\" is missing in " + work.resolve("fanout.json"));
    }

    private Configuration read(Optional<Path> given) {
        return new ConfigurationFile(work, Optional.of(home), variables::get).read(given);
    }

    private static Path write(Path file, String environment) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file,
                "{\"environments\": {\"" + environment
                        + "\": {\"account\": \"111111111111\", \"region\": \"eu-west-1\", \"tables\": [\"*\"]}}}");
    }
}
