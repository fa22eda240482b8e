// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads {@code fanout.json}. The first of these is used: the path that the user gave, {@code $FANOUT_CONFIG},
 * the working directory, {@code ~/.config/fanout}. A path that was named explicitly must exist. Otherwise the file may
 * be missing.
 */
public final class ConfigurationFile {
    private final Path workingDirectory;
    private final Optional<Path> home;
    private final Function<String, @Nullable String> variables;

    /**
     * @param home the user's home directory, if there is one
     * @param variables looks up an environment variable; null: not set
     */
    public ConfigurationFile(Path workingDirectory, Optional<Path> home, Function<String, @Nullable String> variables) {
        this.workingDirectory = workingDirectory;
        this.home = home;
        this.variables = variables;
    }

    /**
     * Reads the first file that is found, otherwise {@link Configuration#EMPTY}.
     *
     * @param given the value of {@code --config}
     * @throws BadInput when a named file is missing, or the file that was found is unreadable or wrong
     */
    public Configuration read(Optional<Path> given) {
        return given.map(path -> named("--config", path))
                .or(() -> Optional.ofNullable(variables.apply("FANOUT_CONFIG"))
                        .filter(text -> !text.isBlank())
                        .map(text -> named("$FANOUT_CONFIG", Path.of(text))))
                .or(() -> ifThere(workingDirectory.resolve("fanout.json")))
                .or(() -> home.flatMap(user -> ifThere(user.resolve(".config/fanout/fanout.json"))))
                .map(ConfigurationFile::parse)
                .orElse(Configuration.EMPTY);
    }

    private Path named(String who, Path path) {
        Path absolute = workingDirectory.resolve(path).normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new BadInput("config", who + " must name a file, got: " + absolute);
        }
        return absolute;
    }

    private static Optional<Path> ifThere(Path path) {
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    private static Configuration parse(Path path) {
        try {
            return Configuration.parse(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new BadInput("config", path + " cannot be read: " + e);
        }
    }
}
