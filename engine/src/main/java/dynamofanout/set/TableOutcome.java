// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Stop;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import dynamofanout.run.Verdict;
import java.util.Optional;

/**
 * The state of one table of a set.
 *
 * @param reason unless the verdict is {@code complete}
 * @param totals so far
 * @param summary of a run that has ended
 * @param state while the set is running: {@code going on} or {@code waiting}; the verdict is then what it would be now
 */
public record TableOutcome(
        TableSet.Member member,
        Verdict verdict,
        Optional<String> reason,
        Totals totals,
        Optional<Summary> summary,
        Optional<String> state) {
    static final String GOING_ON = "going on";
    static final String WAITING = "waiting";

    /** Of a table whose run goes on, or begins later. */
    static TableOutcome goingOn(TableSet.Member member, Optional<RunRecord> record) {
        return new TableOutcome(
                member,
                Verdict.STOPPED,
                Optional.empty(),
                record.map(run -> run.control().totals()).orElse(Totals.NONE),
                Optional.empty(),
                Optional.of(record.isPresent() ? GOING_ON : WAITING));
    }

    private TableOutcome(
            TableSet.Member member,
            Verdict verdict,
            Optional<String> reason,
            Totals totals,
            Optional<Summary> summary) {
        this(member, verdict, reason, totals, summary, Optional.empty());
    }

    /** Of a run that is not being carried out. */
    static TableOutcome of(TableSet set, TableSet.Member member, Optional<RunRecord> record) {
        Optional<Summary> summary = record.flatMap(RunRecord::summary);
        boolean isThrough = summary.filter(ended -> ended.verdict().isEnd()).isPresent();
        Totals totals = record.map(found -> found.control().totals()).orElse(Totals.NONE);
        if (member.refusal().isPresent() && !isThrough) {
            return new TableOutcome(member, Verdict.FAILED, member.refusal(), totals, summary);
        }
        if (summary.isPresent()) {
            Summary ended = summary.get();
            return new TableOutcome(member, ended.verdict(), ended.reason(), ended.totals(), summary);
        }
        if (record.isPresent()) {
            return new TableOutcome(member, Verdict.FAILED, Optional.of("interrupted"), totals, summary);
        }
        Optional<String> stopped = set.stop().map(Stop::reason);
        return new TableOutcome(
                member, Verdict.STOPPED, Optional.of(stopped.orElse("not begun")), totals, Optional.empty());
    }

    /** Name of the table in the source. */
    public String table() {
        return member.source().substring(member.source().lastIndexOf('/') + 1);
    }

    /** The run's summary, else what is known of a run that never came to one. */
    public ObjectNode json() {
        ObjectNode json = summary.map(Summary::json).orElseGet(() -> JsonNodeFactory.instance
                .objectNode()
                .put("runId", member.run().text())
                .put("table", table()));
        if (state.isPresent()) {
            return json.put("state", state.get());
        }
        json.put("verdict", verdict.word());
        reason.ifPresent(sentence -> json.put("reason", sentence));
        return json;
    }
}
