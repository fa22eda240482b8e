// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleTest {
    @Test
    void a_cron_schedule_is_read() {
        Schedule schedule =
                schedule("\"name\": \"nightly\", \"cron\": \"0 2 * * ? *\", \"timezone\": \"Europe/Berlin\"");

        assertThat(schedule.expression()).isEqualTo("cron(0 2 * * ? *)");
        assertThat(schedule.timezone()).contains("Europe/Berlin");
        assertThat(schedule.beginning()).isEqualTo("nightly-");
        assertThat(schedule.request().path("mode").asText()).isEqualTo("changed");
    }

    @ParameterizedTest
    @CsvSource({"1 day", "12 hours", "5 minutes"})
    void a_rate_is_read(String rate) {
        assertThat(schedule("\"name\": \"often\", \"rate\": \"" + rate + "\"").expression())
                .isEqualTo("rate(" + rate + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 2 * * *", "0 2 * * * *", "0 2 ? * ? *", "0 2 * * ? * *", "0 2 * * ? $", "@daily"})
    void a_cron_expression_that_is_not_one_of_aws_is_refused(String cron) {
        assertThatThrownBy(() -> schedule("\"name\": \"nightly\", \"cron\": \"" + cron + "\""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("schedules[0].cron")
                .hasMessageContaining("six fields")
                .hasMessageContaining("got: \"" + cron + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 days", "2 day", "0 days", "daily", "-1 days", "1.5 hours", "1 week"})
    void a_rate_that_is_none_is_refused(String rate) {
        assertThatThrownBy(() -> schedule("\"name\": \"often\", \"rate\": \"" + rate + "\""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("schedules[0].rate")
                .hasMessageContaining("got: \"" + rate + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "nightly!", "a123456789012345678901234567890123456789012"})
    void a_name_that_no_execution_can_begin_with_is_refused(String name) {
        assertThatThrownBy(() -> schedule("\"name\": \"" + name + "\", \"rate\": \"1 day\""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("schedules[0].name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\": \"a\"",
                "\"name\": \"a\", \"rate\": \"1 day\", \"cron\": \"0 2 * * ? *\"",
                "\"name\": \"a\", \"rate\": \"1 day\", \"timezone\": \"Mars/Olympus\"",
                "\"name\": \"a\", \"rate\": \"1 day\", \"zone\": \"UTC\""
            })
    void what_is_not_clear_is_refused(String fields) {
        assertThatThrownBy(() -> schedule(fields)).isInstanceOf(BadInput.class);
    }

    @Test
    void two_schedules_must_have_different_names() {
        String one = "{\"name\": \"a\", \"rate\": \"1 day\", \"request\": {}}";

        assertThatThrownBy(() -> Configuration.parse(
                        "fanout.json", "{\"environments\": {}, \"schedules\": [" + one + ", " + one + "]}"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("schedules[1].name");
    }

    private static Schedule schedule(String fields) {
        return Configuration.parse(
                        "fanout.json",
                        "{\"environments\": {}, \"schedules\": [{" + fields
                                + ", \"request\": {\"mode\": \"changed\"}}]}")
                .schedules()
                .get(0);
    }
}
