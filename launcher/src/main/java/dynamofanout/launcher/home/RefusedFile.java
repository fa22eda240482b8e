// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.request.RunId;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.StoreFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Downloads the refused items of a run on AWS into a file of JSON lines, which only its owner can read. */
record RefusedFile(Path stateDirectory) {
    /** Replaces the file, completely or not at all. Answers its path. */
    String write(RunId run, List<RefusedItem> items) {
        Path file = stateDirectory.resolve("refused").resolve(run + ".jsonl");
        try {
            Path directory = Files.createDirectories(file.resolveSibling("."), ownerOnly("rwx------"));
            Path temporary = Files.createTempFile(directory, ".refused", ".tmp", ownerOnly("rw-------"));
            Files.write(
                    temporary,
                    items.stream().map(item -> item.json().toString()).toList(),
                    StandardCharsets.UTF_8);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file.toString();
        } catch (IOException e) {
            throw new StoreFailed(
                    "the refused items of run " + run + " cannot be downloaded to " + file + ": " + e.getMessage(), e);
        }
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        boolean isPosix =
                stateDirectory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
