// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.copy.GaveUp;
import dynamofanout.input.BadInput;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Superseded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyWorkflowTest {
    private static final JsonNode DEFINITION =
            Synthesis.ofTwoAccounts().template("fanout").definition();
    private static final JsonNode STATES = DEFINITION.path("States");
    private static final JsonNode MAP = STATES.path("CopySegments");
    private static final JsonNode CHILD = MAP.path("ItemProcessor").path("States");

    @Test
    void the_definition_is_the_one_that_was_reviewed() {
        Golden.check(
                Path.of("src/test/resources/dynamofanout/infra/fanout.asl.json"), StackTemplate.pretty(DEFINITION));
    }

    @Test
    void the_documents_picture_is_drawn_from_the_definition() {
        Golden.check(Path.of("../docs/state-machine.md"), new StateDiagram(DEFINITION).markdown());
    }

    @Test
    void the_map_is_distributed_over_standard_children_as_many_at_a_time_as_the_plan_says() {
        assertThat(MAP.path("ItemProcessor").path("ProcessorConfig"))
                .isEqualTo(StackTemplate.parsed("{\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}"));
        assertThat(MAP.path("Label").asText()).isEqualTo("segments");
        assertThat(MAP.path("ItemsPath").asText()).isEqualTo("$.run.segments");
        assertThat(MAP.path("MaxConcurrencyPath").asText()).isEqualTo("$.run.workers");
        assertThat(MAP.has("MaxConcurrency")).isFalse();
    }

    @Test
    void a_child_is_told_the_run_its_segment_and_the_execution() {
        assertThat(MAP.path("ItemSelector"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"runId.$": "$.run.runId", "segment.$": "$$.Map.Item.Value", "execution.$": "$.run.execution"}
                        """));
        assertThat(payload(CHILD.path("CopySegment")))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"runId.$": "$.runId", "segment.$": "$.segment", "execution.$": "$.execution"}
                        """));
    }

    /** Neither may start segments anew: a retry of the Map would, and a failed segment must not abort the others. */
    @Test
    void the_map_is_never_tried_again_tolerates_all_and_always_leads_to_finish() {
        assertThat(MAP.has("Retry")).isFalse();
        assertThat(MAP.path("ToleratedFailurePercentage").asInt()).isEqualTo(100);
        assertThat(MAP.path("Next").asText()).isEqualTo("MorePhases?");
        assertThat(MAP.path("Catch"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        [{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Finish"}]
                        """));
    }

    /** Deletes and the comparison afterwards: only when the run has them, and only when Finish's function says so. */
    @Test
    void the_map_goes_through_a_later_phase_only_where_it_may_begin() {
        assertThat(STATES.path("MorePhases?"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Type": "Choice", "Default": "Finish",
                         "Choices": [{"Variable": "$.run.next", "IsPresent": true, "Next": "BeginPhase"}]}
                        """));
        assertThat(payload(STATES.path("BeginPhase")))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"runId.$": "$.run.runId", "execution.$": "$.run.execution", "phase.$": "$.run.next"}
                        """));
        assertThat(STATES.path("BeginPhase").path("Next").asText()).isEqualTo("MayBegin?");
        assertThat(STATES.path("BeginPhase").path("Catch"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        [{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Finish"}]
                        """));
        assertThat(STATES.path("MayBegin?"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Type": "Choice", "Default": "Finish",
                         "Choices": [{"Variable": "$.run.segments", "IsPresent": true, "Next": "CopySegments"}]}
                        """));
    }

    /** Nothing is written before the target is backed up, where it is to be; other runs do not pass these states. */
    @Test
    void the_map_begins_behind_the_backup_that_the_run_needs() {
        assertThat(STATES.path("DryRun?"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Type": "Choice", "Default": "CopySegments",
                         "Choices": [{"Variable": "$.dryRun", "IsPresent": true, "Next": "DryRun"},
                                     {"Variable": "$.set.choose", "IsPresent": true, "Next": "PlanTables"},
                                     {"Variable": "$.set", "IsPresent": true, "Next": "CopyTables"},
                                     {"Variable": "$.run.prepare", "IsPresent": true, "Next": "Prepare"}]}
                        """));
        assertThat(payload(STATES.path("Prepare")))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"prepare.$": "$.run.runId", "execution.$": "$.run.execution"}
                        """));
        assertThat(STATES.path("Prepare").path("ResultSelector"))
                .isEqualTo(StackTemplate.parsed(
                        "{\"state.$\": \"$.Payload.state\", \"seconds.$\": \"$.Payload.seconds\"}"));
        assertThat(STATES.path("Prepare").path("ResultPath").asText()).isEqualTo("$.backup");
        assertThat(STATES.path("Prepare").path("Next").asText()).isEqualTo("Ready?");
    }

    /** Whatever becomes of a table, the others go on, and what children answer is not gathered under 256 KiB. */
    @ParameterizedTest
    @CsvSource({"PlanTables, BeginSet, plans", "CopyTables, GatherTables, tables"})
    void the_maps_of_a_set_are_distributed_never_fail_for_a_child_and_answer_nothing(
            String name, String next, String label) {
        JsonNode map = STATES.path(name);

        assertThat(map.path("ItemProcessor").path("ProcessorConfig"))
                .isEqualTo(StackTemplate.parsed("{\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}"));
        assertThat(map.has("Retry")).isFalse();
        assertThat(map.path("ToleratedFailurePercentage").asInt()).isEqualTo(100);
        assertThat(map.path("ResultPath").isNull()).isTrue();
        assertThat(map.path("Next").asText()).isEqualTo(next);
        assertThat(map.path("Catch").get(0).path("Next").asText()).isEqualTo(next);
        assertThat(map.path("Label").asText()).isEqualTo(label);
        assertThat(map.path("ItemProcessor").path("States").findValuesAsText("Type"))
                .doesNotContain("Fail");
    }

    /** The strict reader would refuse the field that associating with the parent adds. */
    @Test
    void each_table_of_a_set_is_an_execution_of_the_same_state_machine_under_a_name_that_is_known_before() {
        JsonNode child =
                STATES.path("CopyTables").path("ItemProcessor").path("States").path("CopyTable");

        assertThat(child.path("Resource").asText()).endsWith(":states:::states:startExecution.sync:2");
        assertThat(child.path("Parameters").path("Input")).isEqualTo(StackTemplate.parsed("{\"setRun.$\": \"$.run\"}"));
        assertThat(child.path("Parameters").path("Name.$").asText()).isEqualTo("$.execution");
        assertThat(child.path("Parameters").path("StateMachineArn").asText()).endsWith(":stateMachine:fanout");
        assertThat(child.path("Catch").get(0).path("ErrorEquals").get(0).asText())
                .isEqualTo("States.ALL");
    }

    @Test
    void whatever_else_becomes_of_the_backup_the_run_is_finished_without_writing() {
        assertThat(STATES.path("Ready?"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Type": "Choice", "Default": "Finish",
                         "Choices": [{"Variable": "$.backup.state", "StringEquals": "ready", "Next": "CopySegments"},
                                     {"Variable": "$.backup.state", "StringEquals": "waiting", "Next": "AwaitBackup"}]}
                        """));
        assertThat(STATES.path("Prepare").path("Catch"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        [{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Finish"}]
                        """));
        assertThat(STATES.path("AwaitBackup").path("SecondsPath").asText()).isEqualTo("$.backup.seconds");
        assertThat(STATES.path("AwaitBackup").path("Next").asText()).isEqualTo("Prepare");
    }

    @Test
    void a_child_never_fails_and_answers_nothing() {
        assertThat(CHILD.path("CopySegment").path("Catch"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.abandon", "Next": "Abandon"}]
                        """));
        assertThat(CHILD.path("Abandon").path("Catch"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        [{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Ended"}]
                        """));
        assertThat(CHILD.path("Ended").path("Type").asText()).isEqualTo("Pass");
        assertThat(CHILD.path("Ended").path("Result")).isEqualTo(StackTemplate.parsed("{}"));
        assertThat(CHILD)
                .filteredOn(state -> state.path("End").asBoolean()
                        || List.of("Fail", "Succeed")
                                .contains(state.path("Type").asText()))
                .containsExactly(CHILD.path("Ended"));
    }

    @Test
    void a_child_goes_on_as_long_as_there_is_more_of_its_piece() {
        assertThat(CHILD.path("More?"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Type": "Choice", "Default": "Ended",
                         "Choices": [{"Variable": "$.state", "StringEquals": "more", "Next": "CopySegment"},
                                     {"Variable": "$.state", "StringEquals": "next", "Next": "CopySegment"}]}
                        """));
        // the function answers its next event
        assertThat(CHILD.path("CopySegment").path("OutputPath").asText()).isEqualTo("$.Payload");
        assertThat(CHILD.path("Abandon").path("OutputPath").asText()).isEqualTo("$.Payload");
        assertThat(CHILD.path("Abandon").path("Next").asText()).isEqualTo("More?");
    }

    @Test
    void whoever_abandons_a_segment_is_told_why() {
        assertThat(payload(CHILD.path("Abandon")))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"runId.$": "$.runId", "segment.$": "$.segment", "execution.$": "$.execution",
                         "abandon.$": "$.abandon"}
                        """));
    }

    /** Lambda's own names for what befalls a process are many, and more may come. */
    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Prepare", "BeginPhase", "Finish", "Abandon", "CopySegment"})
    void whatever_happens_to_a_task_it_is_tried_again_except_our_own_refusals(String name) {
        List<JsonNode> retries = new ArrayList<>();
        task(name).path("Retry").forEach(retries::add);
        if (name.equals("CopySegment")) {
            retries.remove(0); // a superseded worker's
        }

        assertThat(retries)
                .containsExactly(
                        StackTemplate.parsed(
                                """
                        {"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "BackoffRate": 2,
                         "MaxAttempts": 2300, "MaxDelaySeconds": 300, "JitterStrategy": "FULL"}
                        """),
                        StackTemplate.parsed(
                                """
                        {"ErrorEquals": ["%s", "%s", "%s"], "MaxAttempts": 0}
                        """
                                        .formatted(
                                                BadInput.class.getName(),
                                                GaveUp.class.getName(),
                                                NotOwner.class.getName())),
                        StackTemplate.parsed(
                                """
                        {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "BackoffRate": 2,
                         "MaxAttempts": 6, "MaxDelaySeconds": 60, "JitterStrategy": "FULL"}
                        """));
    }

    @Test
    void a_superseded_worker_is_tried_again_one_lease_apart() {
        assertThat(CHILD.path("CopySegment").path("Retry").path(0))
                .isEqualTo(StackTemplate.parsed(
                        """
                        {"ErrorEquals": ["%s"], "IntervalSeconds": 30, "BackoffRate": 1, "MaxAttempts": 4}
                        """
                                .formatted(Superseded.class.getName())));
    }

    @Test
    void the_plan_function_judges_the_whole_input() {
        assertThat(payload(STATES.path("Plan")))
                .isEqualTo(StackTemplate.parsed("{\"execution.$\": \"$$.Execution.Name\", \"request.$\": \"$\"}"));
    }

    @Test
    void a_refusal_is_the_executions_cause_word_for_word() {
        assertThat(STATES.path("Refused?"))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Type": "Choice", "Default": "DryRun?",
                         "Choices": [{"Variable": "$.refused", "IsPresent": true, "Next": "Refused"}]}
                        """));
        assertThat(STATES.path("Refused").path("Error").asText()).isEqualTo("Refused");
        assertThat(STATES.path("Refused").path("CausePath").asText()).isEqualTo("$.refused");
    }

    @Test
    void a_dry_run_answers_the_plan_and_a_complete_run_its_summary() {
        assertThat(STATES.path("DryRun").path("OutputPath").asText()).isEqualTo("$.dryRun");
        assertThat(STATES.path("Verdict?")
                        .path("Choices")
                        .path(0)
                        .path("StringEquals")
                        .asText())
                .isEqualTo("complete");
        assertThat(STATES.path("Summary").path("OutputPath").asText()).isEqualTo("$.summary");
    }

    @Test
    void any_other_verdict_fails_the_execution_with_the_sentence_that_finish_wrote() {
        assertThat(STATES.path("Verdict?").path("Default").asText()).isEqualTo("NotComplete");
        assertThat(STATES.path("NotComplete").path("ErrorPath").asText()).isEqualTo("$.error");
        assertThat(STATES.path("NotComplete").path("CausePath").asText()).isEqualTo("$.cause");
        assertThat(payload(STATES.path("Finish")))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"runId.$": "$.run.runId", "execution.$": "$.run.execution",
                         "startedAt.$": "$$.Execution.StartTime"}
                        """));
    }

    @Test
    void where_plan_or_finish_runs_out_of_memory_the_cause_names_the_setting() {
        assertThat(STATES.path("Sentence?").path("Choices").path(0))
                .isEqualTo(
                        StackTemplate.parsed(
                                """
                        {"Or": [{"Variable": "$.Error", "StringEquals": "Runtime.OutOfMemory"},
                                {"Variable": "$.Error", "StringEquals": "java.lang.OutOfMemoryError"}],
                         "Next": "OutOfMemory"}
                        """));
        assertThat(STATES.path("OutOfMemory").path("Cause").asText()).contains("raise memoryMb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Finish"})
    void where_plan_or_finish_breaks_the_cause_is_the_exceptions_message(String name) {
        assertThat(STATES.path(name).path("Catch"))
                .isEqualTo(StackTemplate.parsed("[{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Sentence?\"}]"));
        assertThat(STATES.path("Failed").path("CausePath").asText())
                .isEqualTo(
                        "States.Format('{} Whatever was copied is kept: start the same input again or, if the run has"
                                + " begun, resume it.', $.Cause.errorMessage)");
    }

    @Test
    void every_call_goes_to_the_alias_and_ends_at_some_time() {
        assertThat(List.of("Plan", "Prepare", "CopySegment", "Abandon", "BeginPhase", "Finish"))
                .extracting(name -> name + " "
                        + task(name).path("Parameters").path("FunctionName").asText() + " "
                        + task(name).path("TimeoutSeconds"))
                .containsExactly(
                        "Plan ${PlanLive} 360",
                        "Prepare ${PlanLive} 360",
                        "CopySegment ${SegmentLive} 960",
                        "Abandon ${SegmentLive} 960",
                        "BeginPhase ${FinishLive} 360",
                        "Finish ${FinishLive} 360");
    }

    /** Of 256 KiB that a state may take: what Plan and BeginPhase answer, and the answers of the Map's children together. */
    @Test
    void ten_thousand_segments_stay_under_64_kib() {
        String segments =
                IntStream.range(20_000, 30_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String longest = "x".repeat(80);
        String plan = "{\"run\":{\"runId\":\"" + longest + "\",\"execution\":\"" + longest
                + "\",\"workers\":1000,\"segments\":[" + segments
                + "],\"prepare\":true},\"backup\":{\"state\":\"waiting\"}}";
        String answers = "[" + "{},".repeat(9_999) + "{}]";

        assertThat(plan).hasSizeLessThan(64 * 1024);
        assertThat(answers).hasSizeLessThan(64 * 1024);
    }

    private static JsonNode task(String name) {
        return STATES.has(name) ? STATES.path(name) : CHILD.path(name);
    }

    private static JsonNode payload(JsonNode task) {
        return task.path("Parameters").path("Payload");
    }
}
