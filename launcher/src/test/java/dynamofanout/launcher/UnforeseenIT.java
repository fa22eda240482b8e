// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody foresaw is one sentence on the screen and a trace in a log file; calls can be listed in one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class UnforeseenIT {
    private static final String COPY = "copy --source production --target development --table Orders --local --yes";

    @RegisterExtension
    final Cli cli = new Cli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                COPY,
                "compare --source production --target development --table Orders --local",
                "resume night",
                "status",
                "stop night",
                "limit night --write-units 5",
                "replay night",
                "restore night",
                "doctor",
                "query production Orders id=1",
                "describe production Orders",
                "tables production",
                "scan production/Orders",
                "get production/Orders id=1",
                "create production/Orders development",
                "report night",
                "open night"
            })
    void every_command_says_one_sentence_and_keeps_the_trace(String line) throws IOException {
        cli.variableFails("FANOUT_CONFIG", new ArithmeticException("a thing nobody\nforesaw"));

        Cli.Ran ran = cli.run(line.split(" "));
        Path log = logs().get(0);
        Cli.Ran json = cli.run((line + " --json").split(" "));
        String verb = line.replaceFirst(" .*", "");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("fanout: fanout " + verb + " failed unexpectedly: a thing nobody (details: " + log
                        + "; please report this with that file, CONTRIBUTING.md says how)\n");
        assertThat(Files.readString(log))
                .startsWith("fanout " + verb + "\nfanout ")
                .contains("java.lang.ArithmeticException: a thing nobody", "at dynamofanout.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().path("error").textValue())
                .startsWith("fanout " + verb + " failed unexpectedly: a thing");
    }

    @Test
    void errors_of_the_jvm_are_no_exception() throws IOException {
        cli.variableFails("FANOUT_CONFIG", new StackOverflowError());

        Cli.Ran ran = cli.run("status");

        assertThat(ran)
                .isEqualTo(new Cli.Ran(
                        1,
                        "",
                        "fanout: fanout status failed unexpectedly: for an unknown reason (details: " + logs().get(0)
                                + "; please report this with that file, CONTRIBUTING.md says how)\n"));
    }

    @Test
    void says_so_when_the_log_cannot_be_written() throws IOException {
        cli.variableFails("FANOUT_CONFIG", new ArithmeticException("a thing"));
        Files.writeString(cli.home().resolve(".local"), "a file");

        Cli.Ran ran = cli.run("status");

        assertThat(ran.err())
                .startsWith(
                        "fanout: fanout status failed unexpectedly: a thing (its details could not be written to a log"
                                + " file: ");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void a_run_that_meets_it_still_ends_in_a_summary() throws IOException {
        givenOrders();
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("Scan") && call.body().contains("\"Segment\":1,")) {
                throw new ArithmeticException("a thing");
            }
            return call.send();
        }));

        List<String> line = Stream.of((COPY + " --segments 2 --workers 1 --run-id night --json").split(" "))
                .toList();
        Cli.Ran ran = cli.run(line.toArray(String[]::new));

        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("failed");
        assertThat(ran.json().path("reason").textValue()).contains("failed unexpectedly: a thing (details: ");
        assertThat(ran.all()).doesNotContain("ArithmeticException");
    }

    @Test
    void debug_lists_every_call_without_contents() throws IOException {
        givenOrders();

        Cli.Ran ran = cli.run((COPY + " --debug").split(" "));

        Path log = logs().get(0);
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err()).isEqualTo("fanout: calls are listed in " + log + "\n");
        List<String> lines = Files.readAllLines(log);
        assertThat(lines.get(0)).isEqualTo("operation table status units milliseconds try request");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(Pattern.compile("[A-Za-z]+ Orders (200|400) ([0-9]+\\.[0-9]|-) [0-9]+ 1 [0-9A-Za-z-]+")
                        .asMatchPredicate())
                .anyMatch(line -> line.startsWith("DescribeTable Orders 200 - "))
                .anyMatch(line -> line.matches("Scan Orders 200 [0-9]+\\.[0-9] .*"))
                .anyMatch(line -> line.matches("BatchWriteItem Orders 200 [0-9]+\\.[0-9] .*"));
        assertThat(Files.readString(log)).doesNotContain("item-");
    }

    private void givenOrders() {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(20));
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(cli.home().resolve(".local/state/fanout/log"))) {
            return files.sorted().toList();
        }
    }
}
