// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A lock of the operating system on a file. It is released when its process dies, however that happens. With POSIX,
 * such a lock also vanishes when the process closes any channel of the file, even if the garbage collector closes it.
 * So there is one object per file in a process, and it opens the file once at a time. Thread-safe.
 */
final class RunLock {
    private static final Map<Path, RunLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private boolean isHeld;

    private RunLock(Path file) {
        this.file = file;
    }

    /** The one of this file, whose directory must be there. */
    static RunLock of(Path file) {
        try {
            Path real = RunFiles.directoryOf(file).toRealPath().resolve(file.getFileName());
            return OF_THIS_PROCESS.computeIfAbsent(real, RunLock::new);
        } catch (IOException e) {
            throw RunFiles.failed("opened", file, e);
        }
    }

    /** Carries the step out while no other thread and no other process holds the lock; waits for it if need be. */
    synchronized <T> T during(Supplier<T> step) {
        try (FileChannel channel = open()) {
            FileLock lock = channel.lock();
            try {
                return step.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw RunFiles.failed("locked", file, e);
        }
    }

    /** Takes the lock at once; empty when another process or another part of this one has it. */
    synchronized Optional<RunHold> tryHold() {
        if (isHeld) {
            return Optional.empty();
        }
        try {
            FileChannel channel = open();
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            isHeld = true;
            return Optional.of(() -> free(channel));
        } catch (IOException e) {
            throw RunFiles.failed("locked", file, e);
        }
    }

    private synchronized void free(FileChannel channel) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw RunFiles.failed("closed", file, e);
        }
        isHeld = false;
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
