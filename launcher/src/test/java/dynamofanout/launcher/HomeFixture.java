// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.functions.FunctionsHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A home with the functions of this process, and this machine as the one that asks it. */
abstract class HomeFixture {
    static final String TABLE = "Orders";
    static final int ITEMS = 400;

    static final String CONSOLE =
            "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/"
                    + "arn:aws:states:eu-west-1:999999999999:execution:fanout:";

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    Path directory;

    final HomeDouble home = new HomeDouble();
    FunctionsHere functions;

    @BeforeEach
    void give_a_home() throws IOException {
        functions = new FunctionsHere(directory, HomeDouble.FANOUT_JSON);
        home.functions(new HandlersHere(functions, home, UnaryOperator.identity()));
        cli.home(functions.dynamo, real -> new HomeHttp(real, home));
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(ITEMS));
    }

    @AfterEach
    void close_home() {
        home.close();
        functions.close();
    }

    void givenRunGoingOn(String run) throws InterruptedException {
        Cli.Ran copy = copy("--run-id", run, "--write-units", "40", "--detach");
        assertThat(copy.exit()).as(copy.all()).isZero();
        until(() -> arrived() > 0);
    }

    Cli.Ran copy(String... more) {
        return copyOf(TABLE, more);
    }

    Cli.Ran copyOf(String table, String... more) {
        List<String> fixed =
                List.of("copy", "--source", "production", "--target", "development", "--yes", "--table", table);
        return cli.run(CommandLineWords.with(fixed, more));
    }

    void writeKeys(int count, String prefix) throws IOException {
        Files.write(
                cli.home().resolve("keys.jsonl"),
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"id\": \"" + prefix + i + "\"}")
                        .toList());
    }

    int arrived() {
        return Tables.items(cli.target(), TABLE).size();
    }

    void assertTablesAreEqual() {
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
    }
}
