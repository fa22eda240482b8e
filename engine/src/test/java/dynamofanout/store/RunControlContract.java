// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static dynamofanout.store.StoreSamples.inThreads;
import static dynamofanout.store.StoreSamples.next;
import static dynamofanout.store.StoreSamples.resumed;
import static dynamofanout.store.StoreSamples.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.run.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of control that lose nothing, and the lines that are kept of a run. */
interface RunControlContract extends RunStoreCase {
    @Test
    default void changes_from_many_threads_are_all_there() {
        create();
        List<Checkpoint> claimed = List.of(claim(0, "w0"), claim(1, "w1"), claim(2, "w2"), claim(3, "w3"));
        int each = 25;

        inThreads(8, i -> () -> {
            Checkpoint at = claimed.get(i / 2);
            for (int n = 1; n <= each; n++) {
                if (i % 2 == 0) {
                    store().adjust(
                                    RUN,
                                    control -> control.withTotals(
                                            control.totals().plus(new Totals(Counts.NONE, UnitsUsed.NONE, 1, 0))));
                } else {
                    at = next(at, n);
                    store().save(RUN, at, copied(1, 0));
                }
            }
            return true;
        });

        Totals totals = store().control(RUN).totals();
        assertThat(totals.throttled()).isEqualTo(4L * each);
        assertThat(totals.counts().written()).isEqualTo(4L * each);
        assertThat(totals.units().sourceReads()).isEqualTo(2 * each);
    }

    @Test
    default void the_first_wish_to_stop_stays() {
        create();
        store().adjust(RUN, control -> control.stopping(STOP));

        Control control =
                store().adjust(RUN, now -> now.stopping(new Stop(Stop.Cause.BUDGET, "the run has used up everything")));

        assertThat(control.stop()).contains(STOP);
        assertThat(store().control(RUN)).isEqualTo(control);
    }

    @Test
    default void another_execution_takes_the_run_over_from_its_owner() {
        create();
        store().adjust(RUN, control -> control.stopping(STOP));
        store().finish(RUN, summary(Verdict.STOPPED));

        boolean isOwned = store().own(RUN, FIRST, control -> resumed(control, 2));

        assertThat(isOwned).isTrue();
        RunRecord found = store().find(RUN).orElseThrow();
        assertThat(found.control().owner()).isEqualTo(SECOND);
        assertThat(found.control().stop()).isEmpty();
        assertThat(found.summary()).isEmpty();
        assertClaimedAndEnded(2, 2);
    }

    @Test
    default void an_owner_that_is_no_more_is_not_replaced() {
        create();
        store().own(RUN, FIRST, control -> resumed(control, 0));
        store().finish(RUN, summary(Verdict.COMPLETE));
        Control before = store().control(RUN);

        boolean isOwned = store().own(RUN, FIRST, control -> resumed(control, 1));

        assertThat(isOwned).isFalse();
        assertThat(store().control(RUN)).isEqualTo(before);
        assertThat(store().find(RUN).orElseThrow().summary()).isPresent();
    }

    @Test
    default void of_executions_that_want_the_run_at_once_one_owns_it() {
        create();

        List<Boolean> owned = inThreads(
                8,
                i -> () -> store().own(
                                RUN,
                                FIRST,
                                control -> control.resumedBy(
                                        FIRST + "--" + (i + 2), control.ceilings(), control.limits(), 0, Totals.NONE)));

        assertThat(owned).containsOnlyOnce(true);
        assertThat(store().control(RUN).owner()).isEqualTo(FIRST + "--" + (owned.indexOf(true) + 2));
    }

    @Test
    default void refused_items_are_kept_with_key_code_and_reason() {
        create();
        List<RefusedItem> items = List.of(
                new RefusedItem(
                        "{\"id\":{\"N\":\"12345678901234567890123456789012345678\"}}", "ValidationException", "a"),
                new RefusedItem(
                        "{\"id\":{\"S\":\"ü\\n\\r\"}}", "ItemCollectionSizeLimitExceededException", "two\nlines"));

        store().keepRefused(RUN, "refused-00001-e1-1", items);

        assertThat(store().refused(RUN, "refused-00001-e1-1")).isEqualTo(items);
        assertThat(store().whereRefused(RUN, "refused-00001-e1-1")).contains("refused");
    }

    @Test
    default void a_part_of_refused_items_is_created_once() {
        create();
        var first = new RefusedItem("{\"id\":{\"N\":\"1\"}}", "ValidationException", "first");
        var other = new RefusedItem("{\"id\":{\"N\":\"2\"}}", "ValidationException", "other");
        store().keepRefused(RUN, "part", List.of(first));

        store().keepRefused(RUN, "part", List.of(other));

        assertThat(store().refused(RUN, "part")).containsExactly(first);
    }

    @Test
    default void differences_are_kept_in_parts_that_are_created_once() {
        create();
        String key = "{\"id\":{\"N\":\"12345678901234567890123456789012345678\"}}";
        List<Difference> differences = List.of(
                Difference.missing(key),
                Difference.different("{\"id\":{\"S\":\"ü\\n\"}}", List.of("price", "two\nlines")),
                Difference.extra(key),
                Difference.extra(key, "0a1b"));

        store().keepDifferences(RUN, "differences-00001-e1-1", differences);
        store().keepDifferences(RUN, "differences-00001-e1-1", List.of(Difference.extra(key)));

        assertThat(store().differences(RUN, "differences-00001-e1-1")).isEqualTo(differences);
    }

    @Test
    default void a_part_that_is_gone_is_a_failure_and_not_empty() {
        create();

        assertThatThrownBy(() -> store().refused(RUN, "refused-00001-e1-1"))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining(inSentences("refused-00001-e1-1"));
        assertThatThrownBy(() -> store().differences(RUN, "differences-00001-e1-1"))
                .isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store().keys(RUN, 0)).isInstanceOf(StoreFailed.class);
    }

    @Test
    default void keys_are_kept_before_the_run_is_created() {
        List<String> keys = List.of("{\"id\":{\"S\":\"ü\\n\"}}", "{\"id\":{\"S\":\"b\"}}");

        store().keepKeys(RUN, 0, keys);
        store().keepKeys(RUN, 1, List.of());
        create();

        assertThat(store().keys(RUN, 0)).isEqualTo(keys);
        assertThat(store().keys(RUN, 1)).isEmpty();
    }

    @Test
    default void keys_that_replays_have_settled_add_up() {
        create();
        store().settle(RUN, new RunId("r1"), List.of("{\"id\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}"));
        store().settle(RUN, new RunId("r2"), List.of("{\"id\":{\"N\":\"3\"}}"));

        store().settle(RUN, new RunId("r1"), List.of("{\"id\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}"));

        assertThat(store().settled(RUN))
                .containsExactlyInAnyOrder(
                        "{\"id\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}", "{\"id\":{\"N\":\"3\"}}");
    }

    @Test
    default void a_run_without_replays_has_nothing_settled() {
        create();

        assertThat(store().settled(RUN)).isEmpty();
    }

    @Test
    default void the_summary_is_found_again() {
        create();
        Summary summary = summary(Verdict.FAILED);

        store().finish(RUN, summary);

        assertThat(store().find(RUN).orElseThrow().summary()).contains(summary);
    }
}
