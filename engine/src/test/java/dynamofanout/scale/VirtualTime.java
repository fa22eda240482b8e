// SPDX-License-Identifier: Apache-2.0
package dynamofanout.scale;

import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that take turns on a virtual clock: one runs at a time, and time passes only while all wait. So code that
 * waits as it does in production gives the same result at every run.
 */
final class VirtualTime {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private long now;
    private long order;

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /** What an actor does. */
    @FunctionalInterface
    interface Life {
        void live(Actor self) throws InterruptedException;
    }

    long now() {
        return now;
    }

    void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, order++, action));
    }

    /** Lets all lives run to their ends. */
    void run(int actors, Life life, long nanosBetweenStarts) {
        for (int i = 0; i < actors; i++) {
            var actor = new Actor("actor " + i, life);
            after(i * nanosBetweenStarts, actor::begin);
        }
        while (!events.isEmpty() && failure.get() == null) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
        }
        if (failure.get() != null) {
            throw new AssertionError("a simulated worker failed", failure.get());
        }
    }

    /** One of the threads. It is a mailbox too: calls that it starts are carried out when their time has come. */
    final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore over = new Semaphore(0);
        private final Thread thread;
        private long waits;
        private boolean isWaiting;

        Actor(String name, Life life) {
            thread = new Thread(
                    () -> {
                        try {
                            turn.acquire();
                            life.live(this);
                        } catch (Throwable e) {
                            failure.compareAndSet(null, e);
                        } finally {
                            over.release();
                        }
                    },
                    name);
            thread.setDaemon(true);
        }

        private void begin() {
            thread.start();
            resume();
        }

        void sleep(long nanos) throws InterruptedException {
            after(nanos, this::resume);
            park();
        }

        /** Waits as {@link dynamofanout.pace.Waiting} says. */
        @Nullable
        Runnable next(BlockingQueue<Runnable> messages, long nanos) throws InterruptedException {
            long wait = ++waits;
            isWaiting = true;
            after(nanos, () -> wake(wait));
            park();
            return messages.poll();
        }

        /** Carries out calls for this actor, each of which takes so long. */
        Executor calls(long latencyNanos) {
            return call -> after(latencyNanos, () -> {
                call.run();
                wake(waits);
            });
        }

        private void wake(long wait) {
            if (isWaiting && wait == waits) {
                isWaiting = false;
                resume();
            }
        }

        private void resume() {
            turn.release();
            over.acquireUninterruptibly();
        }

        private void park() throws InterruptedException {
            over.release();
            turn.acquire();
        }
    }
}
