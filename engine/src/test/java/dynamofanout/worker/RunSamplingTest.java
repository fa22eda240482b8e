// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static dynamofanout.run.SampleRuns.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.Effort;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Totals;
import dynamofanout.store.ForwardingRunStore;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.testing.TurnedClock;
import dynamofanout.worker.RunPaces.Sharing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunSamplingTest {
    private static final long SECOND = 1_000_000_000L;

    private final RunStore store = new MemoryRunStore(new TurnedClock());

    @BeforeEach
    void begin() {
        store.create(RUN, SampleRuns.request(), SampleRuns.plan(4), SampleRuns.control());
    }

    @Test
    void a_run_in_one_process_is_sampled_about_every_10_seconds() {
        var sampling = new RunSampling(store, RUN, Sharing.WHOLE_RUN, () -> 0.5, 0);

        saves(sampling, 4, 600);

        assertThat(store.samples(RUN)).hasSizeBetween(60, 90);
    }

    @Test
    void a_short_run_is_sampled_more_often() {
        var sampling = new RunSampling(store, RUN, Sharing.WHOLE_RUN, () -> 0.5, 0);

        saves(sampling, 4, 10);

        assertThat(store.samples(RUN)).hasSizeBetween(4, 10);
    }

    @Test
    void a_run_of_two_weeks_has_about_2000_samples() {
        var sampling = new RunSampling(store, RUN, Sharing.WHOLE_RUN, () -> 0.5, 0);

        saves(sampling, 4, 14 * 24 * 3600);

        assertThat(store.samples(RUN)).hasSizeBetween(1_500, 2_500);
    }

    @Test
    void many_processes_take_as_many_samples_as_one() {
        List<RunSampling> processes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double chance = i / 50.0;
            processes.add(new RunSampling(store, RUN, Sharing.ONE_WORKER, () -> chance, 0));
        }

        for (int second = 0; second < 3000; second += 10) {
            Control control = at(second, 50);
            for (RunSampling process : processes) {
                process.saved(control, second * SECOND);
            }
        }

        assertThat(store.samples(RUN)).hasSizeBetween(250, 500);
    }

    @Test
    void a_sample_that_cannot_be_kept_does_not_fail_the_save() {
        RunStore full = new ForwardingRunStore(store) {
            @Override
            public void keepSample(RunId run, Control control) {
                throw new StoreFailed("the disk is full");
            }
        };

        new RunSampling(full, RUN, Sharing.WHOLE_RUN, () -> 0.5, 0).saved(at(1, 4), SECOND);

        assertThat(store.samples(RUN)).isEmpty();
    }

    private static void saves(RunSampling sampling, int workers, int seconds) {
        for (int second = 0; second <= seconds; second += 2) {
            sampling.saved(at(second, workers), second * SECOND);
        }
    }

    /** Control of a run whose workers have all worked for so long. */
    private static Control at(int second, int workers) {
        Totals totals = Totals.NONE.plus(new Effort((double) second * workers, second));
        return SampleRuns.control().withClaimed(workers).withTotals(totals);
    }
}
