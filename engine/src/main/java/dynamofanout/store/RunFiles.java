// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.run.StoreFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes parts of runs as files. A part is written completely or not at all: temporary file, fsync, rename, fsync of
 * the directory. If that fails, the old part stays and the failure is one sentence.
 */
final class RunFiles {
    private final AtomicLong temporaries = new AtomicLong();

    Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    void write(Path file, String content) {
        Path directory = directoryOf(file);
        Path temporary = directory.resolve("." + file.getFileName() + "." + temporaries.incrementAndGet() + ".tmp");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(directory);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw failed("written", file, e);
        }
    }

    /** Adds to the end of a part that may lose its last lines in a crash. */
    void append(Path file, String lines) {
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed("written", file, e);
        }
    }

    static Path directoryOf(Path file) {
        @Nullable Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a part must stand in a directory, got: " + file);
        }
        return parent;
    }

    /** One sentence that says what cannot be done with which file, and why. */
    static StoreFailed failed(String done, Path file, IOException cause) {
        Path directory = directoryOf(file);
        if (cause instanceof NoSuchFileException && !Files.isDirectory(directory)) {
            return new StoreFailed("the run's directory " + directory + " is gone; nothing more can be saved", cause);
        }
        String why = cause instanceof AccessDeniedException ? "permission denied" : reason(cause);
        return new StoreFailed(
                file + " cannot be " + done + ": " + why + "; what was saved before is untouched", cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof CharacterCodingException) {
            return "it is no UTF-8, so it was damaged";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "something else has that name";
        }
        if (cause instanceof FileSystemException of && of.getReason() != null) {
            return String.valueOf(of.getReason());
        }
        return cause.getMessage() == null ? "the file system does not say why" : cause.getMessage();
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the directory and those above it, for their owner only. */
    static void createDirectory(Path directory) {
        try {
            boolean isPosix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?> ownerOnly =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(directory, isPosix ? new FileAttribute<?>[] {ownerOnly} : new FileAttribute<?>[0]);
        } catch (IOException e) {
            throw failed("created", directory, e);
        }
    }

    /** Names of the parts in a directory that begin so, in order. */
    static List<String> names(Path directory, String prefix) {
        try (Stream<Path> parts = Files.list(directory)) {
            return parts.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("listed", directory.resolve("*"), e);
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("deleted", file, e);
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // the first failure is the one to tell
        }
    }
}
