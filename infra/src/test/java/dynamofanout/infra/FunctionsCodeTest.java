// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FunctionsCodeTest {
    @TempDir
    Path directory;

    /** With a umask of 077 every file that is made has mode 0600, and Lambda could not read what is published. */
    @Test
    void lambda_can_read_what_is_packed_whatever_the_modes_on_this_machine_are() throws IOException {
        Path jar = Files.writeString(directory.resolve("functions.jar"), "no jar, but a file");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-------"));

        new FunctionsCode(jar, "{}").pack(directory.resolve("code.zip"));

        assertThat(mode("lib")).isEqualTo("rwxr-xr-x");
        assertThat(mode("lib/functions.jar")).isEqualTo("rw-r--r--");
        assertThat(mode("fanout.json")).isEqualTo("rw-r--r--");
    }

    @Test
    void equal_contents_give_an_equal_file() throws IOException {
        Path jar = Files.writeString(directory.resolve("functions.jar"), "no jar, but a file");

        new FunctionsCode(jar, "{}").pack(directory.resolve("one.zip"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwxrwxrwx"));
        new FunctionsCode(jar, "{}").pack(directory.resolve("two.zip"));

        assertThat(directory.resolve("two.zip")).hasSameBinaryContentAs(directory.resolve("one.zip"));
    }

    private String mode(String entry) throws IOException {
        try (FileSystem zip =
                FileSystems.newFileSystem(directory.resolve("code.zip"), Map.of("enablePosixFileAttributes", "true"))) {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath(entry)));
        }
    }
}
