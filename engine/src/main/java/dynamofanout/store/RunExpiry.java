// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Keeps the time to live of all parts of a run together. Parts are written at different times, and DynamoDB deletes
 * each on its own. So a run that takes long, or is resumed late, would lose its plan while it is worked on. To prevent
 * that, workers renew all parts once half of their time is over, and the end of the run renews them all. Parts with
 * nearly the same time are left alone, so that a run of a day or less costs nothing more. Thread-safe.
 */
final class RunExpiry {
    /** On control: when all parts were last renewed. */
    static final String RENEWED = "renewed";

    /** DynamoDB itself deletes within two days (its documentation on time to live). */
    private static final Duration ALIKE = Duration.ofDays(1);

    /** A run may have tens of thousands of parts, at a few milliseconds each. */
    private static final int THREADS = 16;

    private final RunTableItems table;

    RunExpiry(RunTableItems table) {
        this.table = table;
    }

    /** Control as it is when all parts are new. */
    RunPart renewed(RunPart control) {
        return control.with(RENEWED, now());
    }

    /**
     * Renews all parts if half of their time is over. Of many workers who see that at one time, one does it.
     *
     * @param control as it was just read
     */
    void renewIfDue(RunId run, RunPart control) {
        long last = control.number(RENEWED).longValue();
        if (now() - last < table.keep().dividedBy(2).toSeconds()) {
            return;
        }
        Condition first = control.has(RENEWED)
                ? Condition.is(PartKey.RUN, run.text()).and(RENEWED, last)
                : Condition.is(PartKey.RUN, run.text()).lacks(RENEWED);
        if (table.update(control.key(), new Change().set(RENEWED, now()), first).isPresent()) {
            renew(run);
        }
    }

    /** Renews all parts that would be deleted noticeably earlier than what is written now. */
    void renew(RunId run) {
        long until = table.expires() - ALIKE.toSeconds();
        List<PartKey> early = table.reads().expiringBefore(run, until);
        if (early.size() <= THREADS) {
            early.forEach(this::renew);
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<?> renewed : early.stream()
                    .<Future<?>>map(key -> threads.submit(() -> renew(key)))
                    .toList()) {
                renewed.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A part that has gone meanwhile stays away. */
    private void renew(PartKey key) {
        table.update(key, new Change(), Condition.is(PartKey.RUN, key.run()));
    }

    private long now() {
        return table.clock().instant().getEpochSecond();
    }
}
