package dynamofanout.copy;

import dynamofanout.pace.Waiting;
import dynamofanout.table.CallFailed;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A worker's mailbox: calls are carried out by other threads, their answers are handled one after the other by the
 * worker's own. So everything that decides is single-threaded and holds no locks. Only the worker's thread may call it.
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

    /** Carries out a call elsewhere; one of the two consumers runs here, in {@link #await}. */
    public <R> void start(Supplier<R> call, Consumer<R> answered, Consumer<RuntimeException> failed) {
        inFlight++;
        calls.execute(() -> messages.add(outcome(call, answered, failed)));
    }

    /** Calls that were started and whose outcome was not handled yet. */
    public int inFlight() {
        return inFlight;
    }

    /** Handles what has arrived, waiting up to so many nanoseconds for the first. */
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

    /** The failure as one of a call; anything else is a defect of ours and goes on up. */
    public static CallFailed callFailure(RuntimeException failure) {
        if (failure instanceof CallFailed failed) {
            return failed;
        }
        throw failure;
    }
}
