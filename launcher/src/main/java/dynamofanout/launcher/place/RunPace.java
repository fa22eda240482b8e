// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.ProgressView;
import dynamofanout.run.Control;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes how fast a running run is, from its samples. */
public final class RunPace {
    /** A shorter time would say little, because workers save only every few seconds. */
    private static final Duration LOOKED_BACK = Duration.ofSeconds(10);

    private RunPace() {}

    /** Its rates beside the ceilings, the time left, and what it has cost so far; nothing where there is no sample yet. */
    public static List<String> of(RunPlace place, RunRecord record, Instant now) {
        List<RunSample> samples = place.store().samples(record.run()).stream()
                .filter(sample -> sample.execution().equals(record.control().owner()))
                .toList();
        if (samples.isEmpty()) {
            return List.of();
        }
        RunSample from = samples.get(0);
        for (RunSample sample : samples) {
            from = sample.at().isAfter(now.minus(LOOKED_BACK)) ? from : sample;
        }
        Control control = record.control();
        double seconds = Duration.between(from.at(), now).toMillis() / 1000.0;
        List<String> words = new ArrayList<>(
                ProgressView.since(from, record.plan(), record.phases().checkpoints())
                        .now(control, control.totals().units(), seconds)
                        .pace());
        record.plan()
                .spent(control.totals().units())
                .ifPresent(dollars -> words.add(Figures.dollars(Optional.of(dollars)) + " so far"));
        return words;
    }
}
