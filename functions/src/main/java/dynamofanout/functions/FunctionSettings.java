// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the functions, which the stack passes to them in environment variables.
 *
 * @param runsTable name of the run table
 * @param stateMachine ARN of the state machine
 * @param save how often a worker saves
 * @param lease how long after a save was sent its worker may send writes
 * @param call the longest that one call may take
 * @param takeOver how long a worker waits for a former one that did not release its claim
 * @param margin how long before its deadline a worker begins to end
 * @param mostWorkers of a run that asks for no number
 * @param keep how long the run table keeps a run after its last write
 * @param memoryMegabytes of the segment function
 * @param configuration path of fanout.json
 */
public record FunctionSettings(
        String runsTable,
        String stateMachine,
        Duration save,
        Duration lease,
        Duration call,
        Duration takeOver,
        Duration margin,
        int mostWorkers,
        Duration keep,
        int memoryMegabytes,
        Path configuration) {
    /** Reads the settings. {@code variables} looks up an environment variable, null: not set. */
    public static FunctionSettings of(Function<String, @Nullable String> variables) {
        return new FunctionSettings(
                text(variables, "FANOUT_RUNS_TABLE"),
                text(variables, "FANOUT_STATE_MACHINE"),
                seconds(variables, "FANOUT_SAVE_SECONDS"),
                seconds(variables, "FANOUT_LEASE_SECONDS"),
                seconds(variables, "FANOUT_CALL_SECONDS"),
                seconds(variables, "FANOUT_TAKE_OVER_SECONDS"),
                seconds(variables, "FANOUT_MARGIN_SECONDS"),
                number(variables, "FANOUT_MOST_WORKERS"),
                Duration.ofDays(number(variables, "FANOUT_KEEP_DAYS")),
                number(variables, "FANOUT_MEMORY_MB"),
                Path.of(text(variables, "LAMBDA_TASK_ROOT")).resolve("fanout.json"));
    }

    private static String text(Function<String, @Nullable String> variables, String name) {
        return Optional.ofNullable(variables.apply(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " must be set"));
    }

    private static Duration seconds(Function<String, @Nullable String> variables, String name) {
        return Duration.ofSeconds(number(variables, name));
    }

    private static int number(Function<String, @Nullable String> variables, String name) {
        String text = text(variables, name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "environment variable " + name + " must be a whole number, got: " + text, e);
        }
    }
}
