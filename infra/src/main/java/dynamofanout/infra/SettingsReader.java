// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Settings} from CDK's context ({@code -c name=value}) and {@code fanout.json}. The file is the one that
 * the context {@code config} names, else {@code $FANOUT_CONFIG}, else the one in the working directory's parent (the
 * app runs in {@code infra/}), else the one in the working directory.
 */
final class SettingsReader {
    private final Path workingDirectory;
    private final Function<String, Optional<String>> context;
    private final Function<String, @Nullable String> variables;

    /**
     * @param context looks up a value that was given to CDK
     * @param variables looks up an environment variable; null: not set
     */
    SettingsReader(
            Path workingDirectory,
            Function<String, Optional<String>> context,
            Function<String, @Nullable String> variables) {
        this.workingDirectory = workingDirectory;
        this.context = context;
        this.variables = variables;
    }

    /** @throws BadInput naming the setting, its value and what is allowed */
    Settings read() {
        Path file = file();
        String text = text(file);
        Configuration configuration = Configuration.parse(file.toString(), text);
        return new Settings(
                configuration,
                new FunctionsCode(jar(), text, MaskRules.of(configuration, file.resolveSibling(""))),
                durations(),
                sizes(),
                flag("formerRunTable"),
                boundary());
    }

    private Durations durations() {
        Durations usual = Durations.DEFAULT;
        return new Durations(
                seconds("saveSeconds", usual.save()),
                seconds("leaseSeconds", usual.lease()),
                seconds("callSeconds", usual.call()),
                seconds("takeOverSeconds", usual.takeOver()),
                seconds("marginSeconds", usual.margin()),
                seconds("timeoutSeconds", usual.timeout()));
    }

    private Sizes sizes() {
        Sizes usual = Sizes.DEFAULT;
        return new Sizes(
                number("memoryMb", 256, 10_240, usual.memoryMb()),
                number("mostWorkers", 1, 1_000, usual.mostWorkers()),
                number("keepDays", 1, 3_650, usual.keepDays()),
                number("logDays", 1, 3_650, usual.logDays()));
    }

    private Path jar() {
        return workingDirectory
                .resolve(context.apply("functionsJar").orElse("../functions/target/functions.jar"))
                .normalize();
    }

    private Path file() {
        return context.apply("config")
                .map(path -> named("context config", path))
                .or(() -> Optional.ofNullable(variables.apply("FANOUT_CONFIG"))
                        .filter(path -> !path.isBlank())
                        .map(path -> named("$FANOUT_CONFIG", path)))
                .or(() -> Stream.of("../fanout.json", "fanout.json")
                        .map(path -> workingDirectory.resolve(path).normalize())
                        .filter(Files::isRegularFile)
                        .findFirst())
                .orElseThrow(() -> new BadInput(
                        "config",
                        "fanout.json is missing in "
                                + workingDirectory.resolve("..").normalize()
                                + ": copy fanout.example.json and put your accounts in, or name yours by"
                                + " -c config=PATH or $FANOUT_CONFIG"));
    }

    private Path named(String who, String path) {
        Path file = workingDirectory.resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new BadInput("config", who + " must name a file, got: " + file);
        }
        return file;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput("config", file + " cannot be read: " + e);
        }
    }

    /** No duration is longer than a function may run. */
    private Duration seconds(String name, Duration usual) {
        return Duration.ofSeconds(number(name, 1, 900, Math.toIntExact(usual.toSeconds())));
    }

    private int number(String name, int least, int most, int usual) {
        Optional<String> text = context.apply(name);
        if (text.isEmpty()) {
            return usual;
        }
        String digits = text.get();
        if (digits.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(digits);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new BadInput(
                name, name + " must be a whole number from " + least + " to " + most + ", got: \"" + digits + "\"");
    }

    private Optional<String> boundary() {
        return context.apply("permissionsBoundary").map(name -> {
            if (!name.matches("[0-9A-Za-z_+=,.@/-]{1,128}")) {
                throw new BadInput(
                        "permissionsBoundary",
                        "permissionsBoundary must be the name of a managed policy that each account has, got: \"" + name
                                + "\"");
            }
            return name;
        });
    }

    private boolean flag(String name) {
        String word = context.apply(name).orElse("false");
        if (!List.of("true", "false").contains(word)) {
            throw new BadInput(name, name + " must be true or false, got: \"" + word + "\"");
        }
        return word.equals("true");
    }
}
