// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FunctionSettingsTest {
    private final Map<String, String> variables = new HashMap<>(FunctionsHere.variables(Path.of("/var/task")));

    @Test
    void reads_what_the_stack_has_set() {
        FunctionSettings settings = FunctionSettings.of(variables::get);

        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.keep()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.configuration()).isEqualTo(Path.of("/var/task/fanout.json"));
    }

    @Test
    void a_variable_that_is_missing_or_wrong_is_named() {
        variables.remove("FANOUT_RUNS_TABLE");
        assertThatThrownBy(() -> FunctionSettings.of(variables::get))
                .hasMessage("environment variable FANOUT_RUNS_TABLE must be set");

        variables.put("FANOUT_RUNS_TABLE", "FanoutRuns");
        variables.put("FANOUT_LEASE_SECONDS", "long");
        assertThatThrownBy(() -> FunctionSettings.of(variables::get))
                .hasMessage("environment variable FANOUT_LEASE_SECONDS must be a whole number, got: long");
    }
}
