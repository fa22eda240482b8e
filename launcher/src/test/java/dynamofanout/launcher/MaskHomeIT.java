// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.functions.FunctionsHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Masked copies by executions, from the command line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class MaskHomeIT {
    private static final String MASKED = HomeDouble.FANOUT_JSON.replaceFirst(
            "\"tables\": \\[\"\\*\"]}",
            "\"tables\": [\"*\"], \"copyTo\": [{\"environment\": \"development\", \"mask\": \"masks/m.json\"}]}");

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private final HomeDouble home = new HomeDouble();
    private FunctionsHere functions;

    @BeforeEach
    void give_a_home() throws IOException {
        functions = new FunctionsHere(directory, MASKED);
        functions.secrets.parameter("/fanout/mask", "SecureString", "0123456789abcdef0123456789abcdef");
        Files.createDirectories(directory.resolve("masks"));
        Files.writeString(
                directory.resolve("masks/m.json"),
                "{\"format\": 1, \"secret\": {\"parameter\": \"/fanout/mask\"}, \"tables\": {\"Items\": {\"attributes\":"
                        + " {\"id\": {\"token\": \"item\"}, \"number\": \"keep\", \"text\": \"drop\"}}}}");
        home.functions(new HandlersHere(functions, home, UnaryOperator.identity()));
        cli.home(functions.dynamo, real -> new HomeHttp(real, home));
        Tables.create(cli.source(), "Items", "id:S");
        Tables.create(cli.target(), "Items", "id:S");
        Tables.put(cli.source(), "Items", Tables.numbered(60));
    }

    @AfterEach
    void close_home() {
        home.close();
        functions.close();
    }

    @Test
    void the_deployed_mask_holds_whatever_the_file_here_says() {
        Cli.Ran copy = copy();

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.err()).contains("mask     masks/m.json (Items), by a sample of 60 items");
        assertThat(copy.json().path("mask").path("file").asText()).isEqualTo("masks/m.json");
        assertThat(Tables.items(cli.target(), "Items"))
                .hasSize(60)
                .noneMatch(item -> item.toString().contains("item-") || item.containsKey("text"));
    }

    @Test
    void a_mask_here_that_the_deployed_file_lacks_is_refused() throws IOException {
        cli.fanoutJson(MASKED.replace("masks/m.json", "masks/stricter.json"));

        Cli.Ran copy = copy();

        assertThat(copy.exit()).isEqualTo(2);
        assertThat(copy.err())
                .contains("the mask from production to development must be masks/stricter.json (")
                .contains("fanout.json), but the deployed one is masks/m.json: ");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void a_mask_of_the_users_own_is_for_local_runs() {
        Cli.Ran copy = copy("--mask", "masks/m.json");

        assertThat(copy.exit()).isEqualTo(2);
        assertThat(copy.err())
                .contains("--mask must be left out without --local: runs on AWS have the masks that copyTo in"
                        + " fanout.json names, got: masks/m.json");
    }

    private Cli.Ran copy(String... more) {
        String[] command = "copy --source production --target development --table Items --yes --json".split(" ");
        return cli.run(Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
