// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import static dynamofanout.run.SampleRuns.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.request.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The shape that the contract promises to whoever reads {@code --json}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SummaryTest {
    private static final String RUN_ID = RUN.text();

    @Test
    void a_complete_run() throws JsonProcessingException {
        Summary summary = new SummaryBuilder(Verdict.COMPLETE)
                .totals(new Totals(
                        Counts.ofPage(28_298, 298, 0).plus(Fate.WRITTEN, 28_000),
                        new UnitsUsed(100.5, 0, 56_000),
                        3,
                        1))
                .estimated(0.03)
                .actual(0.0350125625)
                .segments(16, 16)
                .seconds(12.345)
                .build();

        assertJson(
                summary,
                """
                {"runId": "%s", "verdict": "complete", "mode": "overwrite",
                 "source": {"environment": "production", "account": "111111111111", "region": "eu-west-1", "table": "Orders"},
                 "target": {"environment": "development", "account": "222222222222", "region": "eu-west-1", "table": "Orders"},
                 "counts": {"read": 28298, "written": 28000, "unchanged": 0, "skipped": 0, "filtered": 298, "refused": 0,
                            "missing": 0, "different": 0, "gone": 0, "extra": 0, "deleted": 0},
                 "units": {"sourceReads": 100.5, "targetReads": 0.0, "targetWrites": 56000.0, "read": 100.5, "write": 56000.0, "planning": 0.0},
                 "cost": {"estimated": 0.03, "actual": 0.0350125625, "own": 0.0},
                 "segments": {"total": 16, "done": 16}, "throttled": 3, "retries": 1, "seconds": 12.345, "warnings": [],
                 "startedBy": "console or API", "version": "built from source"}
                """
                        .formatted(RUN_ID));
    }

    @Test
    void an_incomplete_run_says_where_the_refused_items_are() throws JsonProcessingException {
        Summary summary = new SummaryBuilder(Verdict.INCOMPLETE)
                .reason("1 of 2 items were refused by the target")
                .next(new Next.Replay(RUN))
                .totals(SampleRuns.copied(2, 1))
                .refusedIn("/runs/a/refused-00000-e1-1.jsonl", "/runs/a/refused-00000-e1-2.jsonl")
                .build();

        assertJson(
                summary,
                """
                {"runId": "%1$s", "verdict": "incomplete", "reason": "1 of 2 items were refused by the target",
                 "mode": "overwrite",
                 "source": {"environment": "production", "account": "111111111111", "region": "eu-west-1", "table": "Orders"},
                 "target": {"environment": "development", "account": "222222222222", "region": "eu-west-1", "table": "Orders"},
                 "counts": {"read": 2, "written": 1, "unchanged": 0, "skipped": 0, "filtered": 0, "refused": 1,
                            "missing": 0, "different": 0, "gone": 0, "extra": 0, "deleted": 0},
                 "units": {"sourceReads": 1.0, "targetReads": 0.0, "targetWrites": 1.0, "read": 1.0, "write": 1.0, "planning": 0.0},
                 "cost": {"own": 0.0},
                 "segments": {"total": 1, "done": 1}, "throttled": 0, "retries": 0, "seconds": 0.0,
                 "refusedIn": ["/runs/a/refused-00000-e1-1.jsonl", "/runs/a/refused-00000-e1-2.jsonl"],
                 "next": "fanout replay %1$s", "warnings": [],
                 "startedBy": "console or API", "version": "built from source"}
                """
                        .formatted(RUN_ID));
    }

    @Test
    void a_failed_run_says_why_and_how_to_go_on() throws JsonProcessingException {
        Summary summary = new SummaryBuilder(Verdict.FAILED)
                .reason("segment 1 of 4 was given up: \"Throttled\"; 0 of 4 are done")
                .next(new Next.Resume(RUN, Optional.empty()))
                .estimated(0)
                .actual(0)
                .segments(0, 4)
                .seconds(1.5)
                .build();

        assertJson(
                summary,
                """
                {"runId": "%1$s", "verdict": "failed",
                 "reason": "segment 1 of 4 was given up: \\"Throttled\\"; 0 of 4 are done", "mode": "overwrite",
                 "source": {"environment": "production", "account": "111111111111", "region": "eu-west-1", "table": "Orders"},
                 "target": {"environment": "development", "account": "222222222222", "region": "eu-west-1", "table": "Orders"},
                 "counts": {"read": 0, "written": 0, "unchanged": 0, "skipped": 0, "filtered": 0, "refused": 0,
                            "missing": 0, "different": 0, "gone": 0, "extra": 0, "deleted": 0},
                 "units": {"sourceReads": 0.0, "targetReads": 0.0, "targetWrites": 0.0, "read": 0.0, "write": 0.0, "planning": 0.0},
                 "cost": {"estimated": 0.0, "actual": 0.0, "own": 0.0},
                 "segments": {"total": 4, "done": 0}, "throttled": 0, "retries": 0, "seconds": 1.5,
                 "next": "fanout resume %1$s", "warnings": [],
                 "startedBy": "console or API", "version": "built from source"}
                """
                        .formatted(RUN_ID));
    }

    @Test
    void other_files_change_nothing_else() {
        Summary summary = new SummaryBuilder(Verdict.INCOMPLETE)
                .reason("the copy is done, but the tables differ")
                .mode(Mode.CHANGED)
                .totals(SampleRuns.copied(2, 1))
                .verified(SampleRuns.copied(2, 0).counts())
                .overwrite(0.5)
                .refusedIn("part")
                .build();

        Summary downloaded = summary.withRefusedIn(List.of("/refused/run.jsonl"));

        assertThat(downloaded.refusedIn()).containsExactly("/refused/run.jsonl");
        assertThat(downloaded.withRefusedIn(List.of("part"))).isEqualTo(summary);
    }

    @Test
    void verdicts_have_the_exit_codes_that_were_promised() {
        assertThat(Verdict.COMPLETE.exitCode()).isZero();
        assertThat(Verdict.INCOMPLETE.exitCode()).isEqualTo(3);
        assertThat(Verdict.STOPPED.exitCode()).isEqualTo(3);
        assertThat(Verdict.FAILED.exitCode()).isEqualTo(1);
    }

    private static void assertJson(Summary summary, String expected) throws JsonProcessingException {
        assertThat(new JsonMapper().readTree(summary.json().toString())).isEqualTo(new JsonMapper().readTree(expected));
    }
}
