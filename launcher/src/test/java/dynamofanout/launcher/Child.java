// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code fanout} as a process of its own, with the home directory and the accounts of a {@link Cli}. */
final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Child start(Cli cli, String... arguments) throws IOException {
        return start(cli, List.of(), arguments);
    }

    /** @param options further ones of the JVM */
    static Child start(Cli cli, List<String> options, String... arguments) throws IOException {
        return start(cli, Map.of(), options, arguments);
    }

    /** @param variables further ones of the environment */
    static Child start(Cli cli, Map<String, String> variables, List<String> options, String... arguments)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // surefire hides the class path in the manifest of a jar of its own
        String classPath = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", classPath));
        command.addAll(options);
        command.add(Main.class.getName());
        command.addAll(List.of(CommandLineWords.of(arguments)));
        Path out = Files.createTempFile(cli.home(), "child", ".out");
        Path err = Files.createTempFile(cli.home(), "child", ".err");
        var builder = new ProcessBuilder(command)
                .directory(cli.home().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("XDG_"));
        builder.environment().put("HOME", cli.home().toString());
        builder.environment().put("AWS_CONFIG_FILE", cli.awsConfig().toString());
        builder.environment()
                .put("AWS_SHARED_CREDENTIALS_FILE", cli.home().resolve("none").toString());
        builder.environment().putAll(variables);
        return new Child(builder.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -" + name + " answered " + exit);
        }
    }

    Cli.Ran await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("fanout must end within " + PATIENCE_SECONDS + " s, it said: "
                    + Files.readString(out) + Files.readString(err));
        }
        return new Cli.Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Looks again and again until it is so, while the process lives. */
    void until(BooleanSupplier isSo) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isSo.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(
                        "fanout must still be at work, it said: " + Files.readString(out) + Files.readString(err));
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
