package dynamofanout.infra;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the functions consist of.
 *
 * @param jar with all classes
 * @param fanoutJson the file's text: functions take accounts, roles and tables from there and from nowhere else
 */
public record FunctionsCode(Path jar, String fanoutJson) {
    public FunctionsCode {
        if (!Files.isRegularFile(jar)) {
            throw new BadInput(
                    "functionsJar",
                    "functionsJar must be the functions' jar (mvn -pl functions package makes it), got: " + jar);
        }
    }

    /** Lays it out in an empty directory as Lambda unpacks it. Equal contents give an equal asset, so no new version. */
    void stage(Path directory) {
        try {
            Files.createDirectories(directory.resolve("lib"));
            Files.copy(jar, directory.resolve("lib").resolve("functions.jar"));
            Files.writeString(directory.resolve("fanout.json"), fanoutJson);
        } catch (IOException e) {
            throw new UncheckedIOException("the functions' code cannot be laid out in " + directory, e);
        }
    }
}
