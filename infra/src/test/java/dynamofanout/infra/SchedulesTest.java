// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SchedulesTest {
    private static final String REQUEST =
            """
            {"source": {"environment": "production", "table": "Orders"},
             "target": {"environment": "development"}, "mode": "changed", "maxCost": 2}""";

    @Test
    void a_schedule_starts_the_state_machine_with_its_request() {
        Synthesis synthesis = Synthesis.checked(Deployments.of(with(REQUEST)));
        StackTemplate home = synthesis.template("fanout");

        List<JsonNode> schedules = home.resources("AWS::Scheduler::Schedule");
        assertThat(schedules).hasSize(1);
        JsonNode schedule = schedules.get(0).path("Properties");
        assertThat(schedule.path("Name").asText()).isEqualTo("nightly");
        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("cron(0 2 * * ? *)");
        assertThat(schedule.path("ScheduleExpressionTimezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(schedule.path("Target").path("Arn").asText())
                .isEqualTo("arn:${AWS::Partition}:scheduler:::aws-sdk:sfn:startExecution");
        JsonNode input =
                StackTemplate.parsed(schedule.path("Target").path("Input").asText());
        assertThat(input.path("StateMachineArn").asText()).endsWith(":stateMachine:fanout");
        assertThat(input.path("Name").asText()).isEqualTo("nightly-<aws.scheduler.execution-id>");
        assertThat(StackTemplate.parsed(input.path("Input").asText())).isEqualTo(StackTemplate.parsed(REQUEST));
        assertThat(synthesis.messages()).noneMatch(message -> message.startsWith("ERROR"));
    }

    @Test
    void the_role_of_schedules_may_start_the_state_machine_and_nothing_else() {
        StackTemplate home = Synthesis.of(Deployments.of(with(REQUEST))).template("fanout");

        JsonNode policy = home.resources("AWS::IAM::Policy").stream()
                .map(each -> each.path("Properties"))
                .filter(each -> each.path("PolicyName").asText().contains("Schedules"))
                .findFirst()
                .orElseThrow()
                .path("PolicyDocument");

        assertThat(policy.path("Statement")).hasSize(1);
        assertThat(policy.path("Statement").path(0).path("Action").asText()).isEqualTo("states:StartExecution");
        assertThat(policy.path("Statement").path(0).path("Resource").asText()).endsWith(":stateMachine:fanout");
    }

    @Test
    void whatever_a_schedule_started_and_did_not_end_complete_raises_an_alarm() {
        StackTemplate home = Synthesis.of(Deployments.of(with(REQUEST))).template("fanout");

        assertThat(home.resources("AWS::Events::Rule"))
                .map(rule -> rule.path("Properties").path("EventPattern").path("detail"))
                .anySatisfy(detail -> {
                    assertThat(detail.path("name").toString()).isEqualTo("[{\"prefix\":\"nightly-\"}]");
                    assertThat(detail.path("status").toString()).isEqualTo("[\"FAILED\",\"ABORTED\",\"TIMED_OUT\"]");
                    assertThat(detail.has("error")).isFalse();
                });
        assertThat(home.resources("AWS::CloudWatch::Alarm"))
                .map(alarm -> alarm.path("Properties"))
                .anySatisfy(alarm -> {
                    assertThat(alarm.path("AlarmName").asText()).isEqualTo("fanout-schedule-failed");
                    assertThat(alarm.toString()).contains("InvocationDroppedCount", "TriggeredRules");
                    assertThat(alarm.path("AlarmActions")).isNotEmpty();
                });
    }

    @Test
    void without_schedules_nothing_of_them_is_deployed() {
        StackTemplate home = Synthesis.ofTwoAccounts().template("fanout");

        assertThat(home.resources("AWS::Scheduler::Schedule")).isEmpty();
        assertThat(home.resources("AWS::Scheduler::ScheduleGroup")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mode\": \"changed\"|\"mode\": \"chnged\"|schedule nightly",
                "\"Orders\"|\"Secrets\"|schedule nightly: source must be among the tables of environment production",
                "\"development\"|\"nowhere\"|schedule nightly: target must be in an environment of fanout.json",
                "\"development\"|\"guest\"|schedule nightly copies from production to guest, which is not in copyTo",
                "\"development\"|\"production\"|schedule nightly writes to production, which is protected",
                "\"maxCost\": 2|\"dryRun\": true|the request of schedule nightly must do something",
                "\"maxCost\": 2|\"maxCost\": -2|schedule nightly"
            })
    void a_wrong_request_is_refused_at_synthesis_with_the_schedule_s_name(String from, String to, String sentence) {
        String wrong = REQUEST.replace(from, to);

        assertThatThrownBy(() -> Deployments.of(with(wrong)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_set_of_tables_may_be_scheduled() {
        String set = REQUEST.replace("\"Orders\"", "[\"Orders\", \"Customers*\"]");

        assertThat(Deployments.of(with(set)).written().schedules()).hasSize(1);
        assertThatThrownBy(() -> Deployments.of(with(set.replace("\"development\"", "\"guest\""))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("which is not in copyTo of production");
    }

    @Test
    void a_schedule_of_a_resume_is_refused() {
        assertThatThrownBy(() -> Deployments.of(with("{\"resume\": \"night\"}")))
                .isInstanceOf(BadInput.class)
                .hasMessage("the request of schedule nightly must be a copy or a comparison, got: a resume or replay");
    }

    private static String with(String request) {
        String file = Deployments.TWO_ACCOUNTS.strip();
        return file.substring(0, file.length() - 1)
                + ", \"schedules\": [{\"name\": \"nightly\", \"cron\": \"0 2 * * ? *\", \"timezone\": \"Europe/Berlin\","
                + " \"request\": " + request + "}]}";
    }
}
