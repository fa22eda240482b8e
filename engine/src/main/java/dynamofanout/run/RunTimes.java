// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes from a run's samples when the run was worked on. An execution that was killed counts up to its last sample.
 *
 * @param samples of all executions, oldest first
 */
public record RunTimes(List<RunSample> samples) {
    public RunTimes {
        samples = List.copyOf(samples);
    }

    /** Seconds of the executions other than this one. */
    public double secondsBefore(String execution) {
        Map<String, Duration> durations = new LinkedHashMap<>();
        Map<String, Instant> starts = new LinkedHashMap<>();
        for (RunSample sample : samples) {
            if (!sample.execution().equals(execution)) {
                Instant start = starts.computeIfAbsent(sample.execution(), name -> sample.at());
                durations.put(sample.execution(), Duration.between(start, sample.at()));
            }
        }
        return durations.values().stream().mapToLong(Duration::toMillis).sum() / 1000.0;
    }

    /** When the last sample was taken; a run's end leaves one. */
    public Optional<Instant> end() {
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(samples.get(samples.size() - 1).at());
    }
}
