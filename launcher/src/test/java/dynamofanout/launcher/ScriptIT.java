// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The script {@code fanout} as processes: in every locale, under other people's settings, and while it must build. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ScriptIT {
    private static final String BUILDS = "echo built >>\"$PWD/builds\"; : >launcher/target/fanout-launcher.jar";

    /** None, those that Java takes for ASCII, and those that no machine has. */
    private static final List<String> LOCALES = List.of(
            "",
            "LC_ALL=C",
            "LC_CTYPE=POSIX",
            "LANG=C",
            "LANG=xx_XX.UTF-8",
            "LC_ALL=xx_XX.UTF-8",
            "LANG=xx_XX",
            "LC_TIME=xx");

    @RegisterExtension
    final Cli cli = new Cli();

    static List<Path> javas() throws IOException {
        return Checkout.javas();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void reads_arguments_and_names_of_files_as_utf_8_in_every_locale(Path java) throws Exception {
        Checkout checkout = givenCities();
        checkout.variable("JAVA_HOME", java.toString());
        Files.writeString(cli.home().resolve("städte.json"), "{\"environments\": {}}");

        Map<String, Cli.Ran> answers =
                inEveryLocale(checkout, "query", "production", "Cities", "city=Zürich", "--config", "städte.json");

        String item = "{\"city\":\"Zürich\",\"mark\":\"🏔\"}\n";
        assertThat(answers).hasSize(LOCALES.size()).allSatisfy((locale, ran) -> assertThat(ran)
                .isEqualTo(new Cli.Ran(0, item, "")));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void reads_arguments_as_utf_8_where_no_locale_has_it(Path java) throws Exception {
        Checkout checkout = givenCities();
        checkout.variable("JAVA_HOME", java.toString());
        checkout.program("locale", "[ \"$1\" = charmap ] && echo ANSI_X3.4-1968");

        Cli.Ran without = checkout.run("query", "production", "Cities", "city=Zürich", "--count");
        Cli.Ran notInstalled =
                checkout.with("LANG=xx_XX.UTF-8").run("query", "production", "Cities", "city=Zürich", "--count");

        assertThat(List.of(without, notInstalled)).containsOnly(new Cli.Ran(0, "1\n", ""));
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL=C", "LC_ALL=C.UTF-8"})
    void refuses_an_argument_that_is_no_utf_8(String setting) throws Exception {
        Checkout checkout = givenCities();
        String latin1 = "exec sh \"$0\" query production Cities \"city=Z$(printf '\\374')rich\" --count";

        Cli.Ran ran = checkout.await(checkout.with(setting)
                .start(List.of("sh", "-c", latin1, checkout.script().toString())));

        assertThat(ran)
                .isEqualTo(new Cli.Ran(
                        2,
                        "",
                        "fanout: argument 4 must be UTF-8 text, got: \"city=Z\uFFFDrich\" (\uFFFD stands for bytes that are"
                                + " not UTF-8: set LC_ALL=C.UTF-8, or another UTF-8 locale that `locale -a` lists, and type it"
                                + " as UTF-8)\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
        "JDK_JAVA_OPTIONS, -XX:+UseParallelGC",
        "_JAVA_OPTIONS, -XX:+UseG1GC",
        "FANOUT_JAVA_OPTS, -Xmx96m -XX:+UseG1GC"
    })
    void starts_with_the_collector_that_somebody_chose(String variable, String options) throws Exception {
        Checkout checkout = givenCities();
        checkout.variable(variable, options);

        Cli.Ran ran = checkout.run("describe", "production", "Cities", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
    }

    @Test
    void says_within_seconds_that_a_checkout_that_one_may_not_write_must_be_built() throws Exception {
        Checkout checkout = Checkout.fresh(cli);
        checkout.sources(BUILDS);
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeThat(!isRoot || Files.isExecutable(Path.of("/usr/bin/setpriv"))).isTrue();
        assertThat(cli.home().toFile().setExecutable(true, false)).isTrue();
        assertThat(checkout.directory().toFile().setWritable(false)).isTrue();
        List<String> script = List.of("sh", checkout.script().toString(), "status");

        Cli.Ran ran = checkout.await(checkout.start(
                isRoot ? Stream.concat(nobody.stream(), script.stream()).toList() : script));

        assertThat(checkout.directory().toFile().setWritable(true)).isTrue();
        assertThat(ran)
                .isEqualTo(new Cli.Ran(
                        1,
                        "",
                        "fanout: this checkout must be built, but you may not write to " + checkout.directory()
                                + ": have its owner run it once.\n"));
    }

    @Test
    void takes_the_lock_of_a_process_whose_number_another_one_has_by_now() throws Exception {
        Checkout checkout = Checkout.fresh(cli);
        checkout.sources(BUILDS);
        Files.createSymbolicLink(
                checkout.lock(), Path.of(ProcessHandle.current().pid() + " 1"));

        Cli.Ran ran = checkout.run("status");

        assertThat(ran.err()).startsWith("Building fanout (first use) …\n");
        assertThat(checkout.directory().resolve("builds")).hasContent("built");
    }

    @Test
    void says_for_which_process_it_waits_and_goes_on_once_that_is_gone() throws Exception {
        Checkout checkout = Checkout.fresh(cli);
        checkout.sources("[ -e \"$PWD/builds\" ] || { " + BUILDS + "; exec sleep 100; }\n" + BUILDS);
        Process builder = checkout.start(List.of("sh", checkout.script().toString(), "status"));
        until(() -> Files.exists(checkout.directory().resolve("builds")));
        String holder = Files.readSymbolicLink(checkout.lock()).toString();

        Files.delete(checkout.directory().resolve("launcher/target/fanout-launcher.jar"));
        Process waiter = checkout.start(List.of("sh", checkout.script().toString(), "status"));
        until(() -> checkout.said().contains("fanout: process "));
        List<ProcessHandle> build = builder.descendants().toList();
        builder.destroyForcibly().waitFor();
        build.forEach(ProcessHandle::destroyForcibly);
        Cli.Ran ran = checkout.await(waiter);

        assertThat(ran.err())
                .startsWith("fanout: process " + holder.replaceFirst(" .*", "")
                        + " is building this checkout, waiting for it (" + checkout.lock() + ") …\n"
                        + "Building fanout (first use) …\n");
    }

    @Test
    void refuses_to_guess_a_home_directory_where_there_is_none() throws Exception {
        Checkout checkout = Checkout.built(cli);
        checkout.withoutVariable("HOME");
        checkout.variable("FANOUT_JAVA_OPTS", "-Duser.home=?");

        Cli.Ran ran = checkout.run("status");

        assertThat(ran)
                .isEqualTo(new Cli.Ran(
                        2,
                        "",
                        "fanout: environment variable HOME must be set to a directory for what fanout keeps (or"
                                + " XDG_STATE_HOME): this user has no home directory\n"));
        assertThat(cli.home().resolve("?")).doesNotExist();
    }

    private Checkout givenCities() throws IOException {
        Tables.create(cli.source(), "Cities", "city:S");
        Tables.put(cli.source(), "Cities", List.of(Tables.item("city", "Zürich", "mark", "🏔")));
        return Checkout.built(cli);
    }

    private static Map<String, Cli.Ran> inEveryLocale(Checkout checkout, String... arguments) throws Exception {
        Map<String, Cli.Ran> answers = new TreeMap<>();
        for (String locale : LOCALES) {
            Checkout there = checkout.with(locale);
            answers.put(locale, there.run(arguments));
        }
        return answers;
    }

    /** A look at the outside. */
    @FunctionalInterface
    private interface Look {
        boolean isSo() throws IOException;
    }

    private static void until(Look look) throws IOException, InterruptedException {
        for (int i = 0; !look.isSo(); i++) {
            assertThat(i).isLessThan(1_500);
            Thread.sleep(20);
        }
    }
}
