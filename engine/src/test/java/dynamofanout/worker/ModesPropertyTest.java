// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.Phases.Phase;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.TurnedClock;
import dynamofanout.testing.Values;
import dynamofanout.twin.TwinSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** For random pairs of tables, each mode leaves in the target exactly what it promises, with the fewest writes. */
class ModesPropertyTest {
    private static final String ANOTHER_ORDER = "salt";

    @Property(tries = 400)
    void changed_writes_just_what_is_missing_or_different(
            @ForAll long seed, @ForAll @IntRange(max = 120) int keys, @ForAll @IntRange(min = 1, max = 4) int segments)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, "");
        Map<String, Object> expected = union(pair, true);
        Bench bench = bench(pair, seed, Mode.CHANGED, segments).started();

        work(bench, Phase.COPY, 0);

        assertThat(pair.plain(Bench.TARGET)).isEqualTo(expected);
        assertThat(pair.dynamo.allPuts())
                .isEqualTo(pair.missing().size() + pair.different().size());
        assertThat(counts(bench, Phase.COPY))
                .isEqualTo(Counts.ofPage(pair.inSource(), 0, 0)
                        .plus(Counts.settled(
                                pair.missing().size() + pair.different().size(), 0))
                        .plus(times(pair.equal(), Counts.UNCHANGED)));
    }

    @Property(tries = 300)
    void missing_writes_just_the_keys_that_the_target_lacks(
            @ForAll long seed, @ForAll @IntRange(max = 120) int keys, @ForAll @IntRange(min = 1, max = 4) int segments)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, "");
        Map<String, Object> expected = union(pair, false);
        Bench bench = bench(pair, seed, Mode.MISSING, segments).started();

        work(bench, Phase.COPY, 0);

        assertThat(pair.plain(Bench.TARGET)).isEqualTo(expected);
        assertThat(pair.dynamo.allPuts()).isEqualTo(pair.missing().size());
        assertThat(counts(bench, Phase.COPY))
                .isEqualTo(Counts.ofPage(pair.inSource(), 0, 0)
                        .plus(Counts.settled(pair.missing().size(), 0))
                        .plus(times(pair.equal() + pair.different().size(), Counts.SKIPPED)));
    }

    @Property(tries = 300)
    void compare_finds_just_what_differs_and_writes_nothing(
            @ForAll long seed,
            @ForAll @IntRange(max = 120) int keys,
            @ForAll @IntRange(min = 1, max = 4) int segments,
            @ForAll boolean isAnotherOrder)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, isAnotherOrder ? ANOTHER_ORDER : "");
        Bench bench = bench(pair, seed, Mode.COMPARE, segments).started();

        work(bench, Phase.COPY, 0);

        assertThat(pair.dynamo.allPuts()).isZero();
        assertThat(counts(bench, Phase.COPY)).isEqualTo(comparison(pair));
        assertThat(differences(bench, Difference.Kind.MISSING))
                .hasSize(pair.missing().size());
        assertThat(differences(bench, Difference.Kind.EXTRA))
                .hasSize(pair.extra().size());
        assertThat(differences(bench, Difference.Kind.DIFFERENT))
                .hasSize(pair.different().size())
                .allMatch(difference -> !difference.attributes().isEmpty());
    }

    @Property(tries = 200)
    void scans_in_another_order_end_right_too(
            @ForAll long seed,
            @ForAll @IntRange(max = 200) int keys,
            @ForAll @IntRange(min = 1, max = 4) int segments,
            @ForAll boolean isChanged)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, ANOTHER_ORDER);
        Map<String, Object> expected = union(pair, isChanged);
        Bench bench = bench(pair, seed, isChanged ? Mode.CHANGED : Mode.MISSING, segments)
                .started();

        work(bench, Phase.COPY, 0);

        assertThat(pair.plain(Bench.TARGET)).isEqualTo(expected);
        assertThat(counts(bench, Phase.COPY).isBalanced()).isTrue();
        assertThat(counts(bench, Phase.COPY).read()).isEqualTo(pair.inSource());
    }

    @Property(tries = 200)
    void equal_items_are_not_written_in_another_order_either_when_everything_is_looked_up(
            @ForAll long seed, @ForAll @IntRange(max = 200) int keys, @ForAll @IntRange(min = 1, max = 4) int segments)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, ANOTHER_ORDER);
        Bench bench = bench(pair, seed, Mode.CHANGED, segments)
                .twin(settings(new Random(seed)).neverTrusting())
                .started();

        work(bench, Phase.COPY, 0);

        assertThat(pair.dynamo.allPuts())
                .isEqualTo(pair.missing().size() + pair.different().size());
    }

    @Property(tries = 300)
    void faults_and_kills_lose_nothing_and_count_nothing_twice(
            @ForAll long seed,
            @ForAll @IntRange(max = 150) int keys,
            @ForAll @IntRange(min = 1, max = 3) int segments,
            @ForAll @IntRange(max = 8) int kills,
            @ForAll boolean isChanged)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, "");
        Map<String, Object> expected = union(pair, isChanged);
        Bench bench = faulty(bench(pair, seed, isChanged ? Mode.CHANGED : Mode.MISSING, segments))
                .started();

        work(bench, Phase.COPY, kills);

        assertThat(pair.plain(Bench.TARGET)).isEqualTo(expected);
        Counts counts = counts(bench, Phase.COPY);
        assertThat(counts.read()).isEqualTo(pair.inSource());
        assertThat(counts.isBalanced()).isTrue();
    }

    @Property(tries = 200)
    void compare_counts_right_through_faults_and_kills(
            @ForAll long seed,
            @ForAll @IntRange(max = 150) int keys,
            @ForAll @IntRange(min = 1, max = 3) int segments,
            @ForAll @IntRange(max = 8) int kills,
            @ForAll boolean isAnotherOrder)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, isAnotherOrder ? ANOTHER_ORDER : "");
        Bench bench = faulty(bench(pair, seed, Mode.COMPARE, segments)).started();

        work(bench, Phase.COPY, kills);

        assertThat(counts(bench, Phase.COPY)).isEqualTo(comparison(pair));
        assertThat(differences(bench, Difference.Kind.MISSING))
                .hasSize(pair.missing().size());
        assertThat(differences(bench, Difference.Kind.EXTRA))
                .hasSize(pair.extra().size());
    }

    @Property(tries = 300)
    void mirror_makes_the_target_equal_with_the_fewest_writes_and_deletes(
            @ForAll long seed, @ForAll @IntRange(max = 120) int keys, @ForAll @IntRange(min = 1, max = 4) int segments)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, "");
        Bench bench = mirror(bench(pair, seed, Mode.MIRROR, segments), pair);

        work(bench, Phase.COPY, 0);
        assertThat(pair.dynamo.allDeletes()).isZero();
        work(bench, Phase.DELETE, 0);

        assertThat(pair.plain(Bench.TARGET)).isEqualTo(pair.plain(Bench.SOURCE));
        assertThat(pair.dynamo.allPuts())
                .isEqualTo(pair.missing().size() + pair.different().size());
        assertThat(pair.dynamo.allDeletes()).isEqualTo(pair.extra().size());
        assertThat(counts(bench, Phase.COPY).extra()).isEqualTo(pair.extra().size());
        assertThat(counts(bench, Phase.DELETE)).isEqualTo(times(pair.extra().size(), Counts.DELETED));
    }

    @Property(tries = 300)
    void mirror_ends_right_through_faults_kills_and_scans_in_another_order(
            @ForAll long seed,
            @ForAll @IntRange(max = 150) int keys,
            @ForAll @IntRange(min = 1, max = 3) int segments,
            @ForAll @IntRange(max = 8) int kills,
            @ForAll boolean isAnotherOrder)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, isAnotherOrder ? ANOTHER_ORDER : "");
        Bench bench = mirror(faulty(bench(pair, seed, Mode.MIRROR, segments)), pair);

        work(bench, Phase.COPY, kills);
        work(bench, Phase.DELETE, kills);

        assertThat(pair.plain(Bench.TARGET)).isEqualTo(pair.plain(Bench.SOURCE));
        assertThat(pair.dynamo.allDeletes()).isEqualTo(pair.extra().size());
        assertThat(counts(bench, Phase.DELETE).deleted())
                .isLessThanOrEqualTo(pair.extra().size());
        assertThat(counts(bench, Phase.COPY).isBalanced()).isTrue();
    }

    @Property(tries = 200)
    void mirror_leaves_alone_what_came_back_or_changed_before_it_is_deleted(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 150) int keys) throws InterruptedException {
        var pair = new TablePair(seed, keys, "");
        Bench bench = mirror(bench(pair, seed, Mode.MIRROR, 2), pair);
        work(bench, Phase.COPY, 0);
        Map<String, Object> kept = new HashMap<>();
        var random = new Random(seed);
        for (String key : pair.extra()) {
            ObjectNode item = Objects.requireNonNull(
                            pair.dynamo.contents(Bench.TARGET).get(key))
                    .deepCopy();
            switch (random.nextInt(3)) {
                case 0 -> pair.dynamo.put(Bench.SOURCE, item);
                case 1 -> {
                    item.putObject("live").put("S", "write");
                    pair.dynamo.put(Bench.TARGET, item);
                }
                default -> {
                    continue;
                }
            }
            kept.put(key, Values.plainItem(item));
        }

        work(bench, Phase.DELETE, 0);

        assertThat(pair.plain(Bench.TARGET)).containsAllEntriesOf(kept);
        assertThat(pair.dynamo.allDeletes()).isEqualTo(pair.extra().size() - kept.size());
    }

    @Property(tries = 200)
    void verifying_finds_nothing_after_a_copy_in_any_mode(
            @ForAll long seed, @ForAll @IntRange(max = 100) int keys, @ForAll Mode mode) throws InterruptedException {
        Mode copying = mode == Mode.COMPARE ? Mode.OVERWRITE : mode;
        var pair = new TablePair(seed, keys, "");
        Bench bench = mirror(bench(pair, seed, copying, 2).verifying(), pair);

        for (Phase phase : bench.phases().all()) {
            work(bench, phase, 0);
        }

        Counts found = counts(bench, Phase.VERIFY);
        assertThat(found)
                .isEqualTo(Counts.ofPage(pair.inSource(), 0, 0).plus(times(pair.inSource(), Counts.UNCHANGED)));
    }

    @Property(tries = 200)
    void live_writers_lose_no_write_to_missing_and_no_item_that_the_source_has(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 150) int keys, @ForAll boolean isMirror)
            throws InterruptedException {
        var pair = new TablePair(seed, keys, "");
        Bench bench = mirror(bench(pair, seed, isMirror ? Mode.MIRROR : Mode.MISSING, 2), pair);
        var random = new Random(seed);
        Map<String, Object> live = new HashMap<>();
        List<ObjectNode> items = List.copyOf(pair.dynamo.contents(Bench.SOURCE).values());
        bench.faults((operation, request) -> {
            if (!items.isEmpty() && random.nextInt(3) == 0) {
                ObjectNode item = items.get(random.nextInt(items.size())).deepCopy();
                item.putObject("live").put("N", String.valueOf(random.nextInt(1_000)));
                pair.dynamo.put(isMirror ? Bench.SOURCE : Bench.TARGET, item);
                live.put(pair.dynamo.key(Bench.TARGET, item), Values.plainItem(item));
            }
            return Fault.NONE;
        });

        work(bench, Phase.COPY, 0);
        if (isMirror) {
            work(bench, Phase.DELETE, 0);
        }

        if (isMirror) {
            assertThat(pair.plain(Bench.TARGET))
                    .containsOnlyKeys(pair.plain(Bench.SOURCE).keySet());
        } else {
            assertThat(pair.plain(Bench.TARGET)).containsAllEntriesOf(live);
        }
        assertThat(counts(bench, Phase.COPY).isBalanced()).isTrue();
    }

    private static Bench mirror(Bench bench, TablePair pair) {
        Optional<Integer> deletes =
                bench.phases().have(Phase.DELETE) ? Optional.of(pair.extra().size()) : Optional.empty();
        return bench.started(Ceilings.NONE, new Limits(Optional.empty(), 10, deletes));
    }

    /** Works through a phase; the first workers die after a few waits. */
    private static void work(Bench bench, Phase phase, int kills) throws InterruptedException {
        int left = kills;
        for (int number : bench.phases().numbers(phase)) {
            boolean isDone = false;
            while (!isDone) {
                try {
                    bench.killAfterWaits(left-- > 0 ? 1 + (int) (bench.chance() * 30) : Integer.MAX_VALUE);
                    isDone = bench.worker().work(number) == Outcome.DONE;
                } catch (Bench.Killed killed) {
                    // the next one goes on
                }
            }
        }
    }

    private static Bench bench(TablePair pair, long seed, Mode mode, int segments) {
        var random = new Random(seed);
        pair.dynamo.cutPages(() -> 1 + random.nextInt(12));
        return new Bench(new MemoryRunStore(new TurnedClock()), pair.dynamo, seed)
                .mode(mode)
                .segments(segments)
                .settings(new WorkerSettings(
                        Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5)))
                .twin(settings(random));
    }

    private static TwinSettings settings(Random random) {
        return new TwinSettings(
                2 + random.nextInt(40),
                1 + random.nextInt(10),
                1 + random.nextInt(5),
                random.nextInt(4),
                Duration.ofSeconds(60),
                10_000);
    }

    private static Bench faulty(Bench bench) {
        List<Fault> faults = List.of(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.RESET_BEFORE, Fault.RESET_AFTER);
        bench.dynamo.leaveUnprocessed(() -> bench.chance() < 0.1);
        return bench.faults((operation, request) -> {
            double chance = bench.chance();
            if (operation.equals("DescribeTable")) {
                return Fault.NONE; // a few in a row, by mere chance, rightly end a worker
            }
            if (operation.equals("BatchWriteItem") && chance < 0.1) {
                return Fault.HALF_UNPROCESSED;
            }
            return chance > 0.9 ? faults.get((int) (bench.chance() * faults.size())) : Fault.NONE;
        });
    }

    private static Counts counts(Bench bench, Phase phase) {
        return bench.phases().numbers(phase).stream()
                .map(number -> bench.checkpoint(number).totals().counts())
                .reduce(Counts.NONE, Counts::plus);
    }

    private static Counts comparison(TablePair pair) {
        return Counts.ofPage(pair.inSource(), 0, 0)
                .plus(times(pair.missing().size(), Counts.MISSING))
                .plus(times(pair.different().size(), Counts.DIFFERENT))
                .plus(times(pair.extra().size(), Counts.EXTRA))
                .plus(times(pair.equal(), Counts.UNCHANGED));
    }

    private static List<Difference> differences(Bench bench, Difference.Kind kind) {
        Stream<Checkpoint> checkpoints = bench.store().checkpoints(Bench.RUN).stream();
        return checkpoints
                .flatMap(checkpoint -> checkpoint.differenceParts().stream())
                .flatMap(part -> bench.store().differences(Bench.RUN, part).stream())
                .filter(difference -> difference.kind() == kind)
                .toList();
    }

    /** The target with what is missing and, if asked for, with the source's version of what is different. */
    private static Map<String, Object> union(TablePair pair, boolean isChanged) {
        Map<String, Object> union = new HashMap<>(pair.plain(Bench.TARGET));
        pair.plain(Bench.SOURCE).forEach((key, item) -> {
            if (isChanged || !union.containsKey(key)) {
                union.put(key, item);
            }
        });
        return union;
    }

    private static Counts times(int count, Counts one) {
        Counts sum = Counts.NONE;
        for (int i = 0; i < count; i++) {
            sum = sum.plus(one);
        }
        return sum;
    }
}
