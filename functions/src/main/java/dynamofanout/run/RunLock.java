package dynamofanout.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system on a file, freed by the death of its process of any kind. POSIX locks vanish when a
 * process closes any channel of the file, so each lock file is opened only here and only once at a time.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;
    private @Nullable FileLock lock;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    static RunLock open(Path file) {
        try {
            return new RunLock(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw RunFiles.failed("opened", file, e);
        }
    }

    /** Takes the lock at once; empty when another process (or this one) has it. */
    static Optional<RunLock> tryHold(Path file) {
        RunLock opened = open(file);
        try {
            opened.lock = opened.channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // closing the channel would free the lock that this process has
        } catch (IOException e) {
            opened.close();
            throw RunFiles.failed("locked", file, e);
        }
        if (opened.lock == null) {
            opened.close();
            return Optional.empty();
        }
        return Optional.of(opened);
    }

    /** Waits for the lock. */
    void acquire(Path file) {
        try {
            lock = channel.lock();
        } catch (IOException e) {
            throw RunFiles.failed("locked", file, e);
        }
    }

    void release() {
        try {
            if (lock != null) {
                lock.release();
            }
        } catch (IOException e) {
            throw new StoreFailed("a lock cannot be released: " + e.getMessage(), e);
        }
        lock = null;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreFailed("a lock file cannot be closed: " + e.getMessage(), e);
        }
    }
}
