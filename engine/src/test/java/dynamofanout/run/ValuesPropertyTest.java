// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.store.ControlItem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class ValuesPropertyTest {
    @Property
    void counts_are_balanced_when_each_item_that_was_read_has_one_fate(
            @ForAll("counts") Counts counts, @ForAll @IntRange(max = 1) int tooMany) {
        long fates = counts.written()
                + counts.unchanged()
                + counts.skipped()
                + counts.filtered()
                + counts.refused()
                + counts.missing()
                + counts.different()
                + counts.gone();
        Counts read = counts.plus(Counts.ofPage(fates - counts.read() + tooMany, 0, 0));

        assertThat(read.accounted()).isEqualTo(fates);
        assertThat(read.isBalanced()).isEqualTo(tooMany == 0);
    }

    @Property
    void counts_add_up_in_any_order(
            @ForAll("counts") Counts a, @ForAll("counts") Counts b, @ForAll("counts") Counts c) {
        assertThat(a.plus(b).plus(c))
                .isEqualTo(a.plus(b.plus(c)))
                .isEqualTo(c.plus(a).plus(b));
        assertThat(a.plus(Counts.NONE)).isEqualTo(a);
    }

    @Property
    void what_each_segment_counted_is_in_the_sum(@ForAll("counts") Counts a, @ForAll("counts") Counts b) {
        assertThat(a.plus(b).json().properties())
                .allSatisfy(entry -> assertThat(entry.getValue().asLong())
                        .isEqualTo(a.json().path(entry.getKey()).asLong()
                                + b.json().path(entry.getKey()).asLong()));
    }

    @Property
    void units_lose_nothing_by_going_and_coming(@ForAll("units") UnitsUsed a, @ForAll("units") UnitsUsed b) {
        UnitsUsed back = a.plus(b).minus(b);

        assertThat(back.sourceReads()).isCloseTo(a.sourceReads(), near(a.sourceReads() + b.sourceReads()));
        assertThat(back.targetReads()).isCloseTo(a.targetReads(), near(a.targetReads() + b.targetReads()));
        assertThat(back.targetWrites()).isCloseTo(a.targetWrites(), near(a.targetWrites() + b.targetWrites()));
        assertThat(a.read()).isEqualTo(a.sourceReads() + a.targetReads());
        assertThat(a.write()).isEqualTo(a.targetWrites());
    }

    @Property
    void a_checkpoint_comes_back_from_json_to_the_last_bit(@ForAll("checkpoints") Checkpoint checkpoint) {
        Checkpoint back = StoredJson.read("it", checkpoint.json().toString(), Checkpoint.FORMAT, Checkpoint::read);

        assertThat(back).isEqualTo(checkpoint);
    }

    @Property
    void control_comes_back_from_json_and_from_attributes(
            @ForAll("totals") Totals totals,
            @ForAll Stop.Cause cause,
            @ForAll @IntRange(max = 10_000) int claimed,
            @ForAll("rates") Optional<BigDecimal> ceiling,
            @ForAll("rates") Optional<BigDecimal> maxCost) {
        var control = new Control(
                "execution",
                Optional.of(new Stop(cause, "because")),
                new Ceilings(ceiling, Optional.empty(), ceiling),
                new Limits(maxCost, claimed),
                claimed,
                claimed / 2,
                totals);

        Control back = StoredJson.read("it", control.json().toString(), Control.FORMAT, Control::read);

        assertThat(back).isEqualTo(control);
        assertThat(ControlItem.read(ControlItem.of(SampleRuns.RUN, control, "version"), "FanoutRuns"))
                .isEqualTo(control);
        assertThat(back.live()).isEqualTo(claimed - claimed / 2);
    }

    @Provide
    Arbitrary<Counts> counts() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, 1L << 40);
        return count.array(long[].class)
                .ofSize(11)
                .map(n -> SampleRuns.counts(n[0], Arrays.copyOfRange(n, 1, n.length)));
    }

    @Provide
    Arbitrary<UnitsUsed> units() {
        Arbitrary<Double> unit = Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1e15),
                Arbitraries.integers().between(0, 10_000).map(n -> n / 2.0));
        return Combinators.combine(unit, unit, unit).as(UnitsUsed::new);
    }

    @Provide
    Arbitrary<Totals> totals() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, 1L << 40);
        Arbitrary<Effort> effort = Combinators.combine(Arbitraries.doubles().between(0, 1e9), count)
                .as(Effort::new);
        return Combinators.combine(counts(), units(), count, count, effort).as(Totals::new);
    }

    @Provide
    Arbitrary<Optional<BigDecimal>> rates() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.0001"), new BigDecimal("1e15"))
                .ofScale(4)
                .optional();
    }

    @Provide
    Arbitrary<Checkpoint> checkpoints() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<Integer> number = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        Arbitrary<Optional<Failure>> failure =
                Combinators.combine(text, text).as(Failure::new).optional();
        return Combinators.combine(
                        number,
                        Arbitraries.of(State.class),
                        text,
                        number,
                        text.optional(),
                        totals(),
                        text.list().ofMaxSize(3),
                        failure)
                .as((segment, state, worker, epoch, cursor, totals, parts, why) -> new Checkpoint(
                        segment,
                        state,
                        worker,
                        worker + "--2",
                        epoch,
                        epoch / 2,
                        epoch % 2 == 0,
                        cursor,
                        totals,
                        parts,
                        parts.stream().map(part -> part + "!").toList(),
                        why));
    }

    private static Offset<Double> near(double size) {
        return Offset.offset(Math.max(1e-9, size * 1e-15));
    }
}
