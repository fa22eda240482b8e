// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Next;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Summary;
import dynamofanout.run.SummaryBuilder;
import dynamofanout.run.Totals;
import dynamofanout.run.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Values that the tests of run stores are made of. */
final class StoreSamples {
    private StoreSamples() {}

    static Claim.Held held(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Held.class);
        return (Claim.Held) claim;
    }

    static Checkpoint next(Checkpoint from, long read) {
        return from.advanced(Optional.of("{\"id\":{\"N\":\"" + read + "\"}}"), copied(read, 0), from.refusedParts());
    }

    static Control resumed(Control control, int done) {
        return control.resumedBy(SECOND, control.ceilings(), control.limits(), done, Totals.NONE);
    }

    static Summary summary(Verdict verdict) {
        return new SummaryBuilder(verdict)
                .reason("a reason")
                .next(new Next.Resume(RUN, Optional.of(Next.Limit.COST.to("2.5"))))
                .totals(copied(10, 1))
                .estimated(0.1 + 0.2)
                .segments(3, RunStoreCase.SEGMENTS)
                .seconds(12.345)
                .refusedIn("refused-00001-e1-1")
                .build();
    }

    static Backup backup(String execution) {
        return Backup.begun(Backup.Kind.ON_DEMAND, SampleRuns.TARGET, execution, Instant.parse("2026-11-24T10:15:01Z"));
    }

    /** Runs the tasks at the same time and gives their results in order. */
    static <T> List<T> inThreads(int threads, IntFunction<Callable<T>> task) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            var together = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> one = task.apply(i);
                futures.add(executor.submit(() -> {
                    together.await();
                    return one.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
        }
    }
}
