// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.InputObject;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.run.Totals;
import dynamofanout.run.Verdict;
import dynamofanout.set.SetSummary;
import dynamofanout.set.TableOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The largest set that an execution takes, with ids, names and reasons as long as they may be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetAnswersTest {
    private static final int TABLES = 500;

    /** Bytes of any input or output of a state. */
    private static final int LARGEST_PAYLOAD = 256 * 1024;

    /** Characters of an execution's cause. */
    private static final int LONGEST_CAUSE = 32_768;

    private static final RunId SET = new RunId("s".repeat(68));
    private static final String REASON = "why ".repeat(250);

    @Test
    void the_verdicts_of_five_hundred_tables_fit_into_an_execution_s_output() {
        JsonNode answer = SetAnswers.ended(summary(Verdict.COMPLETE));

        assertThat(answer.path("summary").path("tables")).hasSize(TABLES);
        assertThat(answer.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAYLOAD);
    }

    @Test
    void the_reasons_of_five_hundred_failed_tables_fit_into_a_cause() {
        JsonNode answer = SetAnswers.ended(summary(Verdict.FAILED));

        assertThat(answer.path("cause").asText().length()).isLessThan(LONGEST_CAUSE);
        assertThat(answer.path("cause").asText())
                .contains("500 failed", "; and 480 more; go on by `fanout resume " + SET + "`")
                .endsWith(" or an execution with {\"resume\": \"" + SET + "\"}");
        assertThat(answer.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAYLOAD);
    }

    private static SetSummary summary(Verdict verdict) {
        List<Member> members = IntStream.range(0, TABLES)
                .mapToObj(i -> new Member(
                        SET.ofSet(i + 1), "n".repeat(255), "n".repeat(255), Optional.empty(), Optional.empty()))
                .toList();
        var request = (SetRequest) Request.read(InputObject.parse(
                "request",
                "{\"source\": {\"environment\": \"production\", \"table\": \"n*\"}, \"target\": {\"environment\":"
                        + " \"development\"}}"));
        var set = new TableSet(
                SET,
                Instant.EPOCH,
                SET.text(),
                request,
                members,
                Optional.empty(),
                request.each().ceilings(),
                request.each().limits());
        return new SetSummary(
                set,
                members.stream()
                        .map(member -> new TableOutcome(
                                member,
                                verdict,
                                verdict == Verdict.COMPLETE ? Optional.empty() : Optional.of(REASON),
                                Totals.NONE,
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }
}
