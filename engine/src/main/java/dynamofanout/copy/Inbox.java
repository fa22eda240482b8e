// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.pace.Waiting;
import dynamofanout.table.CallFailed;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs calls on other threads and handles their answers, one at a time, on the worker's own thread. So all code that
 * decides is single-threaded and needs no locks. Only the worker's thread may use it.
 */
public final class Inbox {
    private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final Executor calls;
    private final Waiting waiting;
    private int inFlight;

    public Inbox(Executor calls, Waiting waiting) {
        this.calls = calls;
        this.waiting = waiting;
    }

    /** Starts a call on another thread. {@link #await} later runs one of the two consumers on the worker's thread. */
    public <R> void start(Supplier<R> call, Consumer<R> answered, Consumer<RuntimeException> failed) {
        inFlight++;
        calls.execute(() -> messages.add(outcome(call, answered, failed)));
    }

    /** Calls that were started and whose outcome has not been handled yet. */
    public int inFlight() {
        return inFlight;
    }

    /** Handles the answers that have arrived. Waits up to this many nanoseconds for the first. */
    public void await(long nanos) throws InterruptedException {
        Runnable message = messages.poll();
        if (message == null && nanos > 0) {
            message = waiting.next(messages, nanos);
        }
        while (message != null) {
            inFlight--;
            message.run();
            message = messages.poll();
        }
    }

    private static <R> Runnable outcome(Supplier<R> call, Consumer<R> answered, Consumer<RuntimeException> failed) {
        try {
            R answer = call.get();
            return () -> answered.accept(answer);
        } catch (RuntimeException e) {
            return () -> failed.accept(e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return () -> failed.accept(new IllegalStateException("a call ended with " + e, e));
        }
    }

    /** The failure as a failed call. Any other exception is a bug and is thrown again. */
    public static CallFailed callFailure(RuntimeException failure) {
        if (failure instanceof CallFailed failed) {
            return failed;
        }
        throw failure;
    }
}
