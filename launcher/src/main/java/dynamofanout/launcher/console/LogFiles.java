// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Creates log files in {@code ~/.local/state/fanout/log}. Only their owner can read them. A file's name says when it
 * was made and what it is about.
 */
final class LogFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final boolean IS_POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int MOST_OF_A_SECOND = 1_000;

    private final Path directory;
    private final Clock clock;

    /** A file that was just made, and what is written into it. */
    record LogFile(Path path, PrintWriter writer) {}

    LogFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** @param about for example {@code copy} */
    LogFile make(String about) throws IOException {
        Files.createDirectories(directory, mode("rwx------"));
        String name = TIME.format(clock.instant()) + "-" + about;
        for (int i = 1; ; i++) {
            Path path = directory.resolve(name + (i == 1 ? "" : "-" + i) + ".log");
            try {
                Files.createFile(path, mode("rw-------"));
                return new LogFile(path, writer(path));
            } catch (FileAlreadyExistsException e) {
                if (i == MOST_OF_A_SECOND) {
                    throw e;
                }
            }
        }
    }

    private static PrintWriter writer(Path path) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.APPEND), true);
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return IS_POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
