// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TargetLockIT {
    private static final LoopbackDynamoDb DB = LoopbackDynamoDb.start();
    private static final String TARGET = "dynamodb.eu-west-1.amazonaws.com 222222222222 eu-west-1 Orders";
    private static final LockHolder FIRST = holder("first", "first");
    private static final LockHolder SECOND = holder("second", "second");

    private final WiredRunStore wire = new WiredRunStore(DB, 3);
    private final TargetLock lock = new TargetLock(wire.table());

    @AfterAll
    static void stop() {
        DB.close();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void a_free_lock_is_taken_by_one_call() {
        assertThat(lock.lock(TARGET, FIRST, TargetLockIT::notAsked)).isEmpty();

        assertThat(wire.calls()).containsExactly("PutItem");
        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::isRunning)).contains(FIRST);
    }

    @Test
    void locks_of_other_targets_are_other_locks() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);

        assertThat(lock.lock(TARGET + "2", SECOND, TargetLockIT::notAsked)).isEmpty();
    }

    @Test
    void a_run_s_own_lock_is_taken_again_by_its_next_execution() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);
        LockHolder resumed = holder("first", "first--2");

        assertThat(lock.lock(TARGET, resumed, TargetLockIT::notAsked)).isEmpty();

        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::isRunning)).contains(resumed);
    }

    @Test
    void a_lock_is_kept_by_a_holder_that_is_not_over() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);
        List<LockHolder> asked = new ArrayList<>();

        Optional<LockHolder> keeper = lock.lock(TARGET, SECOND, holder -> !asked.add(holder));

        assertThat(keeper).contains(FIRST);
        assertThat(asked).containsExactly(FIRST);
    }

    @Test
    void a_lock_whose_holder_is_over_is_taken_over() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);

        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::isOver)).isEmpty();

        assertThat(lock.lock(TARGET, FIRST, TargetLockIT::isRunning)).contains(SECOND);
    }

    @Test
    void of_two_that_want_a_lock_whose_holder_is_over_one_takes_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            String target = TARGET + round;
            lock.lock(target, FIRST, TargetLockIT::notAsked);
            List<LockHolder> contenders = List.of(SECOND, holder("third", "third"));
            Predicate<LockHolder> isFirst = FIRST::equals;

            List<Optional<LockHolder>> keepers = atOnce(
                    () -> lock.lock(target, contenders.get(0), isFirst),
                    () -> lock.lock(target, contenders.get(1), isFirst));

            assertThat(keepers).containsOnlyOnce(Optional.empty());
            LockHolder winner = contenders.get(keepers.indexOf(Optional.empty()));
            assertThat(keepers).contains(Optional.of(winner));
        }
    }

    @Test
    void a_holder_that_changes_while_it_is_asked_about_is_asked_about_anew() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);
        LockHolder third = holder("third", "third");

        Optional<LockHolder> keeper = lock.lock(TARGET, SECOND, holder -> {
            if (holder.equals(FIRST)) {
                lock.lock(TARGET, third, TargetLockIT::isOver);
                return true;
            }
            return false;
        });

        assertThat(keeper).contains(third);
    }

    @Test
    void a_lock_that_is_given_back_is_free() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);

        lock.unlock(TARGET, FIRST.run());

        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::notAsked)).isEmpty();
    }

    @Test
    void a_lock_is_given_back_by_its_holder_only() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);

        lock.unlock(TARGET, SECOND.run());

        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::isRunning)).contains(FIRST);
    }

    @Test
    void a_lock_that_nobody_holds_can_be_given_back() {
        lock.unlock(TARGET, FIRST.run());

        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::notAsked)).isEmpty();
    }

    @Test
    void taking_that_was_not_answered_is_taken() {
        wire.befall("PutItem", Fault.RESET_AFTER);

        assertThat(lock.lock(TARGET, FIRST, TargetLockIT::notAsked)).isEmpty();

        assertThat(lock.lock(TARGET, SECOND, TargetLockIT::isRunning)).contains(FIRST);
    }

    @Test
    void taking_over_that_was_not_answered_is_taken() {
        lock.lock(TARGET, FIRST, TargetLockIT::notAsked);
        wire.befall("PutItem", Fault.NONE, Fault.RESET_AFTER);

        assertThat(lock.lock(TARGET, SECOND, FIRST::equals)).isEmpty();

        assertThat(lock.lock(TARGET, FIRST, TargetLockIT::isRunning)).contains(SECOND);
    }

    private static boolean isOver(LockHolder holder) {
        return true;
    }

    private static boolean isRunning(LockHolder holder) {
        return false;
    }

    private static boolean notAsked(LockHolder holder) {
        throw new AssertionError("asked about " + holder);
    }

    private static LockHolder holder(String run, String execution) {
        return new LockHolder(new RunId(run), execution);
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
        try {
            var together = new CyclicBarrier(tasks.length);
            List<Future<T>> futures = new ArrayList<>();
            for (var task : tasks) {
                futures.add(threads.submit(() -> {
                    together.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
