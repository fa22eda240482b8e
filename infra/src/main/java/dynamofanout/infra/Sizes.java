// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.input.BadInput;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The sizes of a deployment: memory, concurrency, and how long things are kept.
 *
 * @param memoryMb of each function; 1,769 MB are one processor
 * @param mostWorkers segment functions that a run may have at a time
 * @param keepDays how long the run table keeps what nobody touches
 * @param logDays how long logs are kept
 */
public record Sizes(int memoryMb, int mostWorkers, int keepDays, int logDays) {
    public static final Sizes DEFAULT = new Sizes(512, 100, 90, 90);

    public Sizes {
        if (!retentions().containsKey(logDays)) {
            String known = String.join(
                    ", ", retentions().keySet().stream().map(String::valueOf).toList());
            throw new BadInput("logDays", "logDays must be one of " + known + ", got: " + logDays);
        }
    }

    RetentionDays logRetention() {
        return Objects.requireNonNull(retentions().get(logDays));
    }

    /** Of those that CloudWatch knows, the ones up to a year. */
    private static Map<Integer, RetentionDays> retentions() {
        return new TreeMap<>(Map.of(
                1, RetentionDays.ONE_DAY,
                3, RetentionDays.THREE_DAYS,
                7, RetentionDays.ONE_WEEK,
                14, RetentionDays.TWO_WEEKS,
                30, RetentionDays.ONE_MONTH,
                60, RetentionDays.TWO_MONTHS,
                90, RetentionDays.THREE_MONTHS,
                180, RetentionDays.SIX_MONTHS,
                365, RetentionDays.ONE_YEAR));
    }
}
