// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dynamofanout.environment.Configuration;
import dynamofanout.input.InputObject;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents offer to paste into Step Functions' console. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventsTest {
    private static final Path EVENTS = Path.of("../events");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.sorted().toList();
        }
    }

    /** Those of the state machine; the others are the query function's, whose own test answers them. */
    static List<Path> inputs() throws IOException {
        return files().stream()
                .filter(file -> !file.getFileName().toString().startsWith("query-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_input_is_a_request_that_this_version_accepts(Path file) throws IOException {
        String json = Files.readString(file);

        assertThatCode(() -> Request.read(InputObject.parse(file.toString(), json)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_input_uses_the_environments_of_the_example(Path file) throws IOException {
        Configuration example = Configuration.parse("example", Files.readString(Path.of("../fanout.example.json")));

        Request request = Request.read(InputObject.parse(file.toString(), Files.readString(file)));

        if (request instanceof CopyRequest copy) {
            assertThat(example.environments())
                    .containsKeys(copy.source().environment(), copy.target().environment());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_event_is_explained(Path file) throws IOException {
        assertThat(Files.readString(Path.of("../docs/deployment.md"))).contains("`" + file.getFileName() + "`");
    }
}
