// SPDX-License-Identifier: Apache-2.0
package dynamofanout.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fanout demo --stay} as a process, and what another terminal does with the two lines that it prints. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class DemoStayIT {
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end_what_still_runs() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void another_terminal_copies_compares_queries_and_masks_until_ctrl_c() throws Exception {
        Process demo = fanout(Map.of(), "demo", "--stay");
        BufferedReader said = demo.inputReader(StandardCharsets.UTF_8);
        Map<String, String> pasted = pasted(said);

        String tables = output(pasted, "tables", "production");
        String copied = output(pasted, "copy", "production/Airports", "development", "--yes");
        String compared = output(pasted, "compare", "production/Airports", "development", "--yes");
        String unexpired =
                output(pasted, "copy", "production/Sessions", "development", "--skip-expired", "--yes", "--json");
        String binary = output(pasted, "copy", "production/Files", "development", "--yes", "--json");
        String orders =
                output(pasted, "query", "production/App", "PK=CUSTOMER#C-17", "SK begins_with ORDER#", "--count");
        String mask = output(pasted, "mask", "suggest", "production/App");
        interrupt(demo);

        assertThat(tables).contains("Airports", "App", "Files", "Sessions");
        assertThat(copied).contains("28,298");
        assertThat(compared).contains("28,298");
        assertThat(unexpired).contains("\"written\":50,");
        assertThat(binary).contains("\"written\":50,");
        assertThat(orders).isEqualTo("3\n");
        assertThat(mask).contains("\"email\"");
        assertThat(demo.exitValue()).isZero();
        assertThat(Path.of(pasted.getOrDefault("AWS_CONFIG_FILE", "/"))).doesNotExist();
    }

    /** The variables of the lines to paste. */
    private static Map<String, String> pasted(BufferedReader said) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("export ")) {
                for (String setting : line.substring("export ".length()).split(" ", -1)) {
                    String[] pair = setting.split("=", 2);
                    variables.put(pair[0], pair[1]);
                }
            }
            if (line.endsWith("fanout status")) {
                return variables;
            }
        }
        throw new AssertionError("the demo ended before it said what to paste");
    }

    private String output(Map<String, String> variables, String... arguments) throws Exception {
        Process process = fanout(variables, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }

    /** By TERM, which is heard as Ctrl-C is: a shell in the background makes its processes deaf to INT. */
    private static void interrupt(Process process) throws Exception {
        process.destroy();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private Process fanout(Map<String, String> variables, String... arguments) throws IOException {
        String classPath = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("XDG_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
