// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.launcher.console.Interrupts;
import dynamofanout.launcher.console.World;
import dynamofanout.pace.Waiting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The command {@code fanout} in this JVM for tests of other modules, where nobody sits: with a home directory that holds
 * {@code fanout.json} and {@code .aws/config}, no environment variables, and ten times less patience while it follows.
 */
public final class Terminal {
    private static final int HURRY = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path home;

    /** What a command answered. */
    public record Ran(int exit, String out, String err) {
        /** The last line of standard output. */
        public JsonNode json() {
            String last = out.lines().reduce("", (before, line) -> line);
            try {
                return JSON.readTree(last);
            } catch (JsonProcessingException e) {
                throw new AssertionError("the last line of standard output must be JSON, got: " + last, e);
            }
        }

        /** Both outputs. */
        public String all() {
            return out + err;
        }
    }

    public Terminal(Path home) {
        this.home = home;
    }

    /** Runs {@code fanout}. */
    public Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        World world = world();
        CommandLine command = Main.commandLine(world);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int exit = Main.execute(world, command, arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    private World world() {
        World real = World.real();
        return new World(
                Clock.systemUTC(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                name -> null,
                home,
                Optional.of(home),
                false,
                this::profiles,
                real.clients(),
                real.http(),
                real.homeHttp(),
                real.programs(),
                real.runner(),
                real.installation(),
                (messages, nanos) -> Waiting.REAL.next(messages, nanos / HURRY),
                Duration.ofSeconds(30),
                Interrupts.none());
    }

    private ProfileFile profiles() {
        return ProfileFile.builder()
                .content(home.resolve(".aws").resolve("config"))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
    }
}
