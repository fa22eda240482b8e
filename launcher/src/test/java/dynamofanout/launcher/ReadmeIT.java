// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Documents.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A reader who types what the README says, line by line, gets there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeIT {
    /** Lines for a run that goes on, that had items refused, or that has a backup; the one here is done and has neither. */
    private static final Set<String> REFUSED = Set.of(
            "fanout limit latest --read-units 200",
            "fanout stop latest",
            "fanout replay latest",
            "fanout restore latest");

    @RegisterExtension
    private final Cli cli = new Cli();

    @Test
    void every_command_does_what_the_readme_says() throws IOException {
        for (String table : List.of("Orders", "CustomersEU")) {
            Tables.create(cli.source(), table, "customerId:S", "orderDate:S");
            Tables.put(cli.source(), table, items());
        }
        Tables.create(cli.target(), "Orders", "customerId:S", "orderDate:S");
        List<String> done = new ArrayList<>();

        for (Piece block : Documents.blocks(Documents.ROOT.resolve("README.md"))) {
            if (block.kind().equals("json")) {
                cli.fanoutJson(block.text().replace("us-east-1", "eu-west-1")); // where the test has its tables
            } else if (!block.text().startsWith("$")) {
                for (String line : block.text().lines().toList()) {
                    type(line);
                    done.add(line);
                }
            }
        }

        assertThat(done).as("commands in the README").hasSizeGreaterThan(12);
        assertThat(Tables.items(cli.target(), "CustomersEU")).hasSameSizeAs(Tables.items(cli.source(), "CustomersEU"));
    }

    private void type(String line) throws IOException {
        List<String> words = ShellWords.commands(line).get(0);
        switch (words.get(0)) {
            case "aws" -> aws(words);
            case "mkdir" -> Files.createDirectories(cli.home().resolve(words.get(1)));
            case "export" -> cli.variable(words.get(1).split("=", 2)[0], "0123456789abcdef0123456789abcdef");
            default -> fanout(line, words);
        }
    }

    private void aws(List<String> words) {
        if (words.contains("delete-table")) {
            assertThat(words).endsWith("--table-name", "Orders", "--profile", "development");
            cli.target().deleteTable(delete -> delete.tableName("Orders"));
        } else {
            assertThat(words).contains("configure", "sso");
        }
    }

    private void fanout(String line, List<String> words) throws IOException {
        assertThat(words.get(0)).as(line).isEqualTo("fanout");
        Cli.Ran ran = cli.typing("y\n", words.subList(1, words.size()).toArray(String[]::new));

        String command = line.replaceFirst(" +#.*", "");
        assertThat(ran.exit()).as(line + "\n" + ran.all()).isEqualTo(REFUSED.contains(command) ? 2 : 0);
        int to = line.indexOf(" > ");
        if (to > 0) {
            Path file = cli.home().resolve(line.substring(to + 3).split(" ", 2)[0]);
            Files.writeString(file, ran.out());
            addTables(file);
        }
    }

    /** The draft for one table, edited as the README says. */
    private void addTables(Path mask) throws IOException {
        Files.writeString(mask, Files.readString(mask).replace("\"Orders\"", "\"*\""));
    }

    private static List<Map<String, AttributeValue>> items() {
        return IntStream.range(0, 40)
                .mapToObj(n -> Tables.item(
                        "customerId",
                        "C-" + n % 7,
                        "orderDate",
                        "2026-01-" + (10 + n),
                        "total",
                        n,
                        "email",
                        n + "@example.com"))
                .toList();
    }
}
