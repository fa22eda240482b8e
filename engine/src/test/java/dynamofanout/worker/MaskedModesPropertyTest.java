// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskFile;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.Masker;
import dynamofanout.mask.Secret;
import dynamofanout.request.Mode;
import dynamofanout.run.Counts;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RefusedItems;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.MemoryDynamo;
import dynamofanout.testing.TurnedClock;
import dynamofanout.testing.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** For random tables, mask or no mask of the key: what arrives is what the mask makes of the source, and nothing clear. */
class MaskedModesPropertyTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final KeySchema KEY = new KeySchema(List.of(new KeyAttribute("id", "S")), List.of());
    private static final String CANARY = "kanarienvogel";

    @Property(tries = 150)
    void each_mode_leaves_in_the_target_what_the_mask_makes_of_the_source(
            @ForAll long seed,
            @ForAll @IntRange(max = 100) int items,
            @ForAll @IntRange(min = 1, max = 3) int segments,
            @ForAll boolean masksKey,
            @ForAll boolean isFaulty,
            @ForAll @IntRange(max = 2) int mode)
            throws InterruptedException {
        var tables = new Tables(seed, items, masksKey);
        Mode chosen = List.of(Mode.OVERWRITE, Mode.MISSING, Mode.CHANGED).get(mode);
        Map<String, Object> expected = tables.expected(chosen);
        Bench bench = tables.bench(chosen, segments, isFaulty);

        work(bench, isFaulty ? 3 : 0);

        assertThat(tables.inTarget()).isEqualTo(expected);
        Counts counts = counts(bench);
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.read()).isEqualTo(items);
        assertThat(counts.refused()).isEqualTo(tables.refused.size());
        assertThat(new RefusedItems(bench.store()).of(Bench.RUN))
                .extracting(RefusedItem::key)
                .containsExactlyInAnyOrderElementsOf(tables.refused);
        assertThat(tables.sentToTarget).noneMatch(sent -> sent.contains(CANARY));
    }

    @Property(tries = 100)
    void a_comparison_behind_the_mask_finds_just_what_differs(
            @ForAll long seed,
            @ForAll @IntRange(max = 100) int items,
            @ForAll @IntRange(min = 1, max = 3) int segments,
            @ForAll boolean masksKey,
            @ForAll boolean isFaulty)
            throws InterruptedException {
        var tables = new Tables(seed, items, masksKey);
        Bench bench = tables.bench(Mode.COMPARE, segments, isFaulty);

        work(bench, isFaulty ? 3 : 0);

        Counts counts = counts(bench);
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.missing()).isEqualTo(tables.missing);
        assertThat(counts.different()).isEqualTo(tables.different);
        assertThat(counts.refused()).isEqualTo(tables.refused.size());
        assertThat(counts.extra()).isEqualTo(masksKey ? 0 : tables.extra);
        assertThat(tables.sentToTarget).noneMatch(sent -> sent.contains(CANARY));
    }

    /** A source with clear items, some of which the mask refuses, and a target with some of what it makes of the others. */
    private static final class Tables {
        private final MemoryDynamo dynamo =
                new MemoryDynamo().withTable(Bench.SOURCE).withTable(Bench.TARGET);
        private final Random random;
        private final long seed;
        private final boolean masksKey;
        private final Masker masker;
        private final List<String> refused = new ArrayList<>();
        private final List<String> sentToTarget = new ArrayList<>();
        private final Map<String, Object> masked = new HashMap<>();
        private int missing;
        private int different;
        private int extra;

        Tables(long seed, int items, boolean masksKey) {
            this.seed = seed;
            this.random = new Random(seed);
            this.masksKey = masksKey;
            this.masker = masker(masksKey);
            for (int i = 0; i < items; i++) {
                addItem(i);
            }
            extra = random.nextInt(10);
            for (int i = 0; i < extra; i++) {
                ObjectNode item = JSON.createObjectNode();
                item.putObject("id").put("S", "extra-" + i);
                dynamo.put(Bench.TARGET, item);
            }
        }

        private void addItem(int i) {
            ObjectNode clear = JSON.createObjectNode();
            clear.putObject("id").put("S", (masksKey ? CANARY : "item-") + i);
            clear.putObject("name").put("S", CANARY + " " + i);
            clear.putObject("kept").put("N", String.valueOf(i));
            if (random.nextInt(8) == 0) {
                clear.putObject("unknown").put("S", CANARY);
            }
            dynamo.put(Bench.SOURCE, clear);
            Slice slice = Slice.of(clear.toString());
            if (!(masker.mask(slice) instanceof Masked outcome)) {
                refused.add(ItemKey.of(slice, KEY).json());
                return;
            }
            ObjectNode arriving = parsed(outcome.item().text());
            String key = dynamo.key(Bench.TARGET, arriving);
            masked.put(key, Values.plainItem(arriving));
            switch (random.nextInt(3)) {
                case 0 -> missing++;
                case 1 -> {
                    different++;
                    ObjectNode other = arriving.deepCopy();
                    other.putObject("kept").put("N", "-1");
                    dynamo.put(Bench.TARGET, other);
                }
                default -> dynamo.put(Bench.TARGET, arriving);
            }
        }

        Map<String, Object> inTarget() {
            Map<String, Object> plain = new HashMap<>();
            dynamo.contents(Bench.TARGET).forEach((key, item) -> plain.put(key, Values.plainItem(item)));
            return plain;
        }

        Map<String, Object> expected(Mode mode) {
            Map<String, Object> expected = new HashMap<>(inTarget());
            masked.forEach((key, item) -> {
                if (mode != Mode.MISSING || !expected.containsKey(key)) {
                    expected.put(key, item);
                }
            });
            return expected;
        }

        Bench bench(Mode mode, int segments, boolean isFaulty) {
            dynamo.cutPages(() -> 1 + random.nextInt(12));
            var bench = new Bench(new MemoryRunStore(new TurnedClock()), dynamo, seed);
            bench.mode(mode)
                    .segments(segments)
                    .settings(new WorkerSettings(
                            Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5)))
                    .masked(
                            new PlannedMask(
                                    new PlannedMask.Source("masks/m.json", false, "f", "r"),
                                    Bench.SOURCE,
                                    List.of(),
                                    0,
                                    masksKey,
                                    masksKey),
                            masker)
                    .faults((operation, request) -> {
                        String body = request.contentStreamProvider()
                                .map(provider -> read(provider.newStream()))
                                .orElse("");
                        if (body.contains("\"" + Bench.TARGET + "\"")) {
                            sentToTarget.add(body);
                        }
                        return isFaulty && !operation.equals("DescribeTable") && bench.chance() > 0.92
                                ? List.of(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.RESET_BEFORE, Fault.RESET_AFTER)
                                        .get((int) (bench.chance() * 4))
                                : Fault.NONE;
                    });
            return bench.started();
        }

        private static String read(InputStream in) {
            try (in) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ObjectNode parsed(String json) {
            try {
                return (ObjectNode) JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        private static Masker masker(boolean masksKey) {
            String rules =
                    "{\"format\": 1, \"secret\": {\"environmentVariable\": \"X\"}, \"tables\": {\"*\": {\"attributes\":"
                            + " {\"id\": " + (masksKey ? "{\"token\": \"id\"}" : "\"keep\"")
                            + ", \"name\": {\"token\": \"name\"}, \"kept\": \"keep\"}}}}";
            MaskFile file = MaskFile.read("masks/m.json", rules, UnaryOperator.identity());
            return Masker.of(
                    file.table(Bench.SOURCE), Secret.of(file.secret(), "0123456789abcdef0123456789abcdef"), KEY);
        }
    }

    /** Works through all segments; the first workers die after a few waits. */
    private static void work(Bench bench, int kills) throws InterruptedException {
        int left = kills;
        for (int number : bench.phases().numbers(Phase.COPY)) {
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

    private static Counts counts(Bench bench) {
        return bench.phases().numbers(Phase.COPY).stream()
                .map(number -> bench.checkpoint(number).totals().counts())
                .reduce(Counts.NONE, Counts::plus);
    }
}
