// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * The code of the Lambda functions, and the files that are packed with it.
 *
 * @param jar with all classes
 * @param fanoutJson the file's text: functions take accounts, roles and tables from there and from nowhere else
 * @param masks that the file names
 */
public record FunctionsCode(Path jar, String fanoutJson, MaskRules masks) {
    /** Time of all entries; zip knows none before 1980. */
    private static final FileTime ALWAYS =
            FileTime.fromMillis(Duration.ofDays(40 * 365).toMillis());

    public FunctionsCode {
        if (!Files.isRegularFile(jar)) {
            throw new BadInput(
                    "functionsJar",
                    "functionsJar must be the functions' jar (mvn -pl functions package makes it), got: " + jar);
        }
    }

    /** Without masks. */
    public FunctionsCode(Path jar, String fanoutJson) {
        this(jar, fanoutJson, MaskRules.NONE);
    }

    /**
     * Packs it into a new zip file as Lambda unpacks it. Its modes let Lambda read it, whatever this machine's umask is;
     * equal contents give an equal file, so no new version. The jar is compressed already.
     */
    void pack(Path zip) {
        Map<String, String> options =
                Map.of("create", "true", "enablePosixFileAttributes", "true", "noCompression", "true");
        try (FileSystem packed = FileSystems.newFileSystem(zip, options)) {
            Files.createDirectory(packed.getPath("lib"));
            settle(packed.getPath("lib"), "rwxr-xr-x");
            Files.copy(jar, packed.getPath("lib", "functions.jar"));
            settle(packed.getPath("lib", "functions.jar"), "rw-r--r--");
            Files.writeString(packed.getPath("fanout.json"), fanoutJson);
            settle(packed.getPath("fanout.json"), "rw-r--r--");
            for (Map.Entry<String, String> file : masks.files().entrySet()) {
                pack(packed.getPath(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the functions' code cannot be packed into " + zip, e);
        }
    }

    private static void pack(Path file, String text) throws IOException {
        for (int names = 1; names < file.getNameCount(); names++) {
            Path directory = file.subpath(0, names);
            Files.createDirectories(directory);
            settle(directory, "rwxr-xr-x");
        }
        Files.writeString(file, text);
        settle(file, "rw-r--r--");
    }

    private static void settle(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(ALWAYS, ALWAYS, ALWAYS);
    }
}
