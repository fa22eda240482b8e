// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The script {@code fanout} in a checkout of its own, whose path has a blank, with the home directory and the accounts of
 * a {@link Cli}. Its jar leads to the classes under test.
 */
final class Checkout {
    private static final long PATIENCE_SECONDS = 60;
    private static final String JAR = "launcher/target/fanout-launcher.jar";

    private final Cli cli;
    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();

    private Checkout(Cli cli, Path directory, Map<String, String> variables) {
        this.cli = cli;
        this.directory = directory;
        this.variables.putAll(variables);
    }

    private Checkout(Cli cli, Path directory) {
        this.cli = cli;
        this.directory = directory;
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("HOME", cli.home().toString());
        variables.put("AWS_CONFIG_FILE", cli.awsConfig().toString());
        variables.put("AWS_SHARED_CREDENTIALS_FILE", cli.home().resolve("none").toString());
        variables.put("PATH", programs() + ":" + System.getenv("PATH"));
    }

    /** One that is built. */
    static Checkout built(Cli cli) throws IOException {
        Checkout checkout = fresh(cli);
        checkout.writeJar();
        return checkout;
    }

    /** One that was never built. */
    static Checkout fresh(Cli cli) throws IOException {
        var checkout = new Checkout(cli, cli.home().resolve("check out"));
        Files.createDirectories(checkout.directory.resolve("launcher/target"));
        Files.createDirectories(checkout.programs());
        Path shell = Files.createDirectories(checkout.directory.resolve("launcher/src/main/shell"));
        for (String name : List.of("start.sh", "java.options")) {
            Files.copy(Path.of("src", "main", "shell", name), shell.resolve(name));
        }
        Path script = Path.of("..", "fanout").toAbsolutePath().normalize();
        Files.copy(script, checkout.script());
        return checkout;
    }

    /** From now on it has sources, and this is what {@code mvn} does. */
    void sources(String mvn) throws IOException {
        Files.createDirectories(directory.resolve("launcher/src/main"));
        Files.createDirectories(directory.resolve("engine/src/main"));
        for (String pom : List.of("pom.xml", "engine/pom.xml", "launcher/pom.xml")) {
            Files.createFile(directory.resolve(pom));
        }
        program("mvn", mvn);
    }

    /** A program that comes before the system's. */
    void program(String name, String shell) throws IOException {
        Path file = Files.writeString(programs().resolve(name), "#!/bin/sh\n" + shell + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** The same with another variable, written {@code NAME=VALUE}; empty: with none. */
    Checkout with(String setting) {
        var same = new Checkout(cli, directory, variables);
        if (!setting.isEmpty()) {
            String[] parts = setting.split("=", 2);
            same.variable(parts[0], parts[1]);
        }
        return same;
    }

    void variable(String name, String value) {
        variables.put(name, value);
    }

    void withoutVariable(String name) {
        variables.remove(name);
    }

    Path directory() {
        return directory;
    }

    Path script() {
        return directory.resolve("fanout");
    }

    Path lock() {
        return directory.resolve(".fanout-building");
    }

    /** Runs the script; the variables are those of the test only. */
    Cli.Ran run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script().toString()));
        command.addAll(List.of(arguments));
        return await(start(command));
    }

    Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(cli.home().toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    Cli.Ran await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("fanout must end within " + PATIENCE_SECONDS + " s, it said: " + said());
        }
        return new Cli.Ran(process.exitValue(), Files.readString(out()), Files.readString(err()));
    }

    String said() throws IOException {
        return Files.readString(out()) + Files.readString(err());
    }

    private Path out() {
        return cli.home().resolve("script.out");
    }

    private Path err() {
        return cli.home().resolve("script.err");
    }

    private Path programs() {
        return directory.resolve("programs");
    }

    private void writeJar() throws IOException {
        String classPath = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(classPath.split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(directory.resolve(JAR));
                var jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
    }

    /** Java installations beside the one that runs the test, and that itself. */
    static List<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        try (Stream<Path> beside = Files.list(own.toRealPath().resolveSibling(""))) {
            return Stream.concat(
                            Stream.of(own),
                            beside.filter(home -> home.getFileName().toString().contains("25")))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .distinct()
                    .toList();
        }
    }
}
