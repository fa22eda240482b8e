// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Tab offers, and the three shells that ask for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CompletionIT {
    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        Tables.create(cli.source(), "Orders", "customerId:S", "orderDate:S");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    stat                                     | status
                    copy production/Orders deve              | development
                    copy prod                                | production/
                    copy --source prod                       | production
                    copy production/Or                       | production/Orders
                    query production Or                      | Orders
                    query production/Orders cust             | customerId=
                    copy --source production --table Or      | Orders
                    copy --source=production --table=Or      | --table=Orders
                    copy --mode mir                          | mirror
                    query production/Orders --format js      | json jsonl
                    copy --target-t                          | --target-table
                    copy --mode mirror --mod                 | ''
                    copy --keys-file any                     | :files
                    mask preview --lim                       | --limit
                    mask su                                  | suggest
                    status lat                               | latest
                    completion zs                            | zsh
                    nonsense --x                             | ''
                    """)
    void offers_what_may_stand_at_the_cursor(String line, String words) {
        cli.run("__complete", "--refresh", "production");

        Cli.Ran ran = complete(line.split(" ", -1));

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(String.join(" ", names(ran))).isEqualTo(words);
    }

    @Test
    void offers_the_indexes_of_the_table_and_the_keys_of_the_index() {
        Tables.createWithIndex(cli.source(), "Indexed", "status:S", "id:S");
        cli.run("__complete", "--refresh", "production");

        assertThat(names(complete("query", "production/Indexed", "--index", "")))
                .containsExactly("ByStatus");
        assertThat(names(complete("query", "production/Indexed", "--index", "ByStatus", "")))
                .containsExactly("status=");
    }

    @Test
    void offers_the_runs_of_this_machine() {
        Tables.create(cli.target(), "Orders", "customerId:S", "orderDate:S");
        cli.copy("Orders", "--run-id", "night-1");

        assertThat(names(complete("status", "ni"))).containsExactly("night-1");
    }

    @Test
    void knows_the_tables_of_fanout_json_before_it_has_looked() throws IOException {
        cli.fanoutJson(
                """
                {"environments": {"shop": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                    "tables": ["Orders", "App-*"]}}}
                """);

        assertThat(names(complete("copy", "shop/"))).containsExactly("shop/Orders");
    }

    @Test
    void says_nothing_where_it_is_offline_or_fanout_json_is_broken() throws IOException {
        cli.profiles(
                """
                [profile away]
                region = eu-west-1
                aws_access_key_id = a
                aws_secret_access_key = b
                endpoint_url = http://127.0.0.1:1
                """);

        Cli.Ran refresh = cli.run("__complete", "--refresh", "away");
        Cli.Ran offline = complete("tables", "away", "");
        cli.fanoutJson("{");
        Cli.Ran broken = complete("stat");

        assertThat(refresh.all()).isEmpty();
        assertThat(offline).isEqualTo(new Cli.Ran(0, "", ""));
        assertThat(names(broken)).containsExactly("status");
    }

    @Test
    void looks_behind_the_first_answer_and_not_again_at_once() {
        List<String> begun = new java.util.ArrayList<>();
        cli.programs(program -> {
            begun.add(program);
            return java.util.Optional.empty();
        });

        complete("copy", "production/");
        cli.run("__complete", "--refresh", "production");
        complete("copy", "production/");

        assertThat(begun).containsExactly("sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void a_shell_takes_its_script(String shell) throws Exception {
        assumeThat(isInstalled(shell))
                .as(shell + " must be installed (apt install " + shell + ")")
                .isTrue();
        Path script = Files.writeString(
                cli.home().resolve("completion." + shell),
                cli.run("completion", shell).out());
        program("printf '%s\\n' \"production/Orders\" >&1; echo \"$@\" >\"$HOME/asked\"");

        String offered = ask(shell, script);

        assertThat(offered).contains("production/Orders");
        assertThat(cli.home().resolve("asked")).hasContent("__complete -- copy production/");
    }

    /** What the shell itself offers for {@code fanout copy production/}. */
    private String ask(String shell, Path script) throws Exception {
        List<String> command =
                switch (shell) {
                    case "bash" ->
                        List.of(
                                "bash",
                                "-c",
                                "source \"$0\"; COMP_LINE='fanout copy production/'; COMP_POINT=${#COMP_LINE};"
                                        + " COMP_WORDS=(fanout copy production/); COMP_CWORD=2; _fanout fanout;"
                                        + " echo \"${COMPREPLY[@]}\"",
                                script.toString());
                    case "zsh" ->
                        List.of(
                                "zsh",
                                "-f",
                                "-c",
                                "compdef() { :; }; _describe() { print -l -- ${(P)4}; }; source \"$0\";"
                                        + " words=(fanout copy production/); CURRENT=3; PREFIX=production/; _fanout",
                                script.toString());
                    default ->
                        List.of(
                                "fish",
                                "--no-config",
                                "-c",
                                "source " + script + "; complete -C 'fanout copy production/'");
                };
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", cli.home().toString());
        builder.environment().put("PATH", cli.home() + "/bin:" + System.getenv("PATH"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void program(String body) throws IOException {
        Path file = Files.createDirectories(cli.home().resolve("bin")).resolve("fanout");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }

    private Cli.Ran complete(String... words) {
        return cli.run(
                Stream.concat(Stream.of("__complete", "--"), Stream.of(words)).toArray(String[]::new));
    }

    private static List<String> names(Cli.Ran ran) {
        return ran.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
    }
}
