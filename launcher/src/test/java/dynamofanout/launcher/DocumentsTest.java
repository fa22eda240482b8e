// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.Documents.Piece;
import dynamofanout.launcher.console.Palette;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.PlanText;
import dynamofanout.request.Ceilings;
import dynamofanout.run.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What documents show is what the command takes, and their links lead somewhere. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentsTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Options of other programs that documents speak of. */
    private static final Set<String> OTHER_TOOLS = Set.of("--tags", "--user");

    /** What stands before a command in a block: a prompt, a list's dash, a key of YAML, or cron's fields. */
    private static final Pattern BEFORE = Pattern.compile("^\\s*(\\$ |- run: |run: |- |(?:[0-9*/,-]+ ){5})?");

    /** The bold word that begins each part of a decision. */
    private static final Pattern PART = Pattern.compile("^\\*\\*(\\w+)\\.\\*\\*", Pattern.MULTILINE);

    private static final CommandLine FANOUT = Main.commandLine(World.real());

    @Test
    void commands_in_blocks_parse() {
        assertThat(problems(Documents::blocks, DocumentsTest::commands)).isEmpty();
    }

    @Test
    void commands_in_sentences_exist_with_their_options() {
        assertThat(problems(Documents::code, DocumentsTest::commandsInShort)).isEmpty();
    }

    @Test
    void options_in_sentences_are_those_of_a_command() {
        Set<String> known = new HashSet<>(OTHER_TOOLS);
        collectOptions(FANOUT, known);

        assertThat(problems(Documents::code, code -> Stream.of(code.text().split("[ =]", 2)[0])
                        .filter(word -> word.startsWith("--") && !known.contains(word))))
                .isEmpty();
    }

    @Test
    void links_lead_to_files_and_headings_that_exist() {
        assertThat(problems(Documents::links, DocumentsTest::deadLink)).isEmpty();
    }

    @Test
    void blocks_of_json_are_json() {
        assertThat(problems(Documents::blocks, DocumentsTest::wrongJson)).isEmpty();
    }

    @Test
    void the_readme_fits_150_lines() throws IOException {
        assertThat(Files.readAllLines(Documents.ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
    }

    /** The figures are made up, the words are those of the command. */
    @Test
    void the_plan_in_the_readme_reads_as_plans_do() throws IOException {
        List<String> shown = lines(Documents.ROOT.resolve("README.md"), "$ fanout copy");

        assertThat(shown.subList(1, shown.size() - 1)).isEqualTo(planLines(samplePlan()));
    }

    @Test
    void the_mask_in_a_plan_reads_as_plans_do() throws IOException {
        ObjectNode plan = samplePlan();
        ObjectNode mask = plan.putObject("mask")
                .put("file", "masks/development.json")
                .put("table", "Customers")
                .put("sampled", 800)
                .put("masksKey", true);
        ArrayNode rules = mask.putArray("rules");
        rules.addObject().put("path", "customerId").put("rule", "token").put("items", 800);
        rules.addObject().put("path", "name").put("rule", "name").put("items", 796);
        rules.addObject().put("path", "notes[].text").put("rule", "drop").put("items", 212);
        rules.addObject().put("path", "status").put("rule", "keep").put("items", 800);
        plan.putArray("warnings")
                .add("by the mask masks/development.json 3 of 800 sampled items would be refused: passport must have a"
                        + " rule in the mask, got: none");

        List<String> lines = planLines(plan);

        assertThat(lines(Documents.ROOT.resolve("docs/masks.md"), "  mask  "))
                .isEqualTo(lines.subList(lines.size() - 7, lines.size()));
    }

    private static ObjectNode samplePlan() throws IOException {
        try (InputStream json = DocumentsTest.class.getResourceAsStream("plan-of-the-readme.json")) {
            return (ObjectNode) JSON.readTree(json);
        }
    }

    private static List<String> planLines(ObjectNode plan) {
        return PlanText.of(
                        "Orders-20261124-101500-4f2a",
                        "copy (overwrite)",
                        Plan.read(plan),
                        Ceilings.NONE,
                        Palette.PLAIN)
                .lines()
                .toList();
    }

    /** The lines of the one block of a document that begins so. */
    private static List<String> lines(Path file, String beginning) {
        return Documents.blocks(file).stream()
                .map(Piece::text)
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .lines()
                .toList();
    }

    @Test
    void decisions_have_one_form() {
        List<Path> decisions = Documents.all().stream()
                .filter(path -> path.startsWith(Documents.ROOT.resolve("docs/adr")))
                .toList();

        assertThat(decisions).hasSizeGreaterThan(10).allSatisfy(decision -> {
            assertThat(Documents.headings(decision)).singleElement().satisfies(title -> assertThat(title)
                    .startsWith(
                            Integer.parseInt(decision.getFileName().toString().substring(0, 4)) + ". "));
            assertThat(PART.matcher(Files.readString(decision)).results().map(part -> part.group(1)))
                    .containsExactly("Status", "Date", "Context", "Decision", "Consequences");
        });
    }

    /** What is wrong with the pieces of all documents, each with its place. */
    private static List<String> problems(
            Function<Path, List<Piece>> pieces, Function<Piece, Stream<String>> problemsOf) {
        List<Piece> all = Documents.all().stream()
                .flatMap(file -> pieces.apply(file).stream())
                .toList();
        assertThat(all).as("what the documents hold").hasSizeGreaterThan(10);
        return all.stream()
                .flatMap(piece -> problemsOf.apply(piece).map(problem -> piece.place() + problem))
                .toList();
    }

    private static Stream<String> commands(Piece block) {
        return block.text()
                .replace("\\\n", " ")
                .lines()
                .map(line -> BEFORE.matcher(line).replaceFirst(""))
                .flatMap(line -> ShellWords.commands(line).stream())
                .filter(DocumentsTest::isOurs)
                .flatMap(words -> problem(words, false).stream());
    }

    private static Stream<String> commandsInShort(Piece code) {
        return ShellWords.commands(code.text()).stream()
                .filter(DocumentsTest::isOurs)
                .flatMap(words -> problem(words, true).stream());
    }

    /** Messages begin with the name too: {@code fanout is not deployed}. The demo is a command of another module. */
    private static boolean isOurs(List<String> words) {
        return words.size() > 1
                && List.of("fanout", "./fanout").contains(words.get(0))
                && !Set.of("is", "demo").contains(words.get(1));
    }

    /**
     * What the parser says of a command.
     *
     * @param isShortened as in a sentence, which may leave out arguments, and write dots or N for a value
     */
    private static Optional<String> problem(List<String> words, boolean isShortened) {
        String[] arguments = words.stream()
                .skip(1)
                .filter(word -> !isShortened || !word.equals("…"))
                .map(word -> isShortened && word.equals("N") ? "1" : word)
                .toArray(String[]::new);
        try {
            FANOUT.parseArgs(arguments);
            return Optional.empty();
        } catch (MissingParameterException e) {
            return isShortened ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
        } catch (ParameterException e) {
            return Optional.of(String.join(" ", words) + ": " + e.getMessage());
        }
    }

    private static void collectOptions(CommandLine command, Set<String> names) {
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(subcommand -> collectOptions(subcommand, names));
    }

    private static Stream<String> deadLink(Piece link) {
        if (link.text().matches("[a-z]+:.*")) {
            return Stream.empty();
        }
        String[] parts = link.text().split("#", 2);
        Path to = parts[0].isEmpty()
                ? link.file()
                : link.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(to)) {
            return Stream.of("there is no such file");
        }
        return parts.length == 1 || anchors(to).contains(parts[1])
                ? Stream.empty()
                : Stream.of("there is no such heading, there are " + anchors(to));
    }

    private static Stream<String> wrongJson(Piece block) {
        if (!block.kind().equals("json")) {
            return Stream.empty();
        }
        try {
            JSON.readTree(block.text().startsWith("{") ? block.text() : "{" + block.text() + "}");
            return Stream.empty();
        } catch (JsonProcessingException e) {
            return Stream.of(e.getOriginalMessage());
        }
    }

    /** The anchors that GitHub gives a document's headings. */
    private static Set<String> anchors(Path file) {
        var ids = IdGenerator.builder().build();
        Set<String> anchors = new HashSet<>();
        Documents.headings(file).forEach(heading -> anchors.add(ids.generateId(heading)));
        return anchors;
    }
}
