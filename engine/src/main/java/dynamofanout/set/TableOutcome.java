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
 * How one table of a set stands.
 *
 * @param reason unless the verdict is {@code complete}
 * @param totals so far
 * @param summary of a run that has ended
 */
public record TableOutcome(
        TableSet.Member member, Verdict verdict, Optional<String> reason, Totals totals, Optional<Summary> summary) {
    /** Of a run that is not being carried out. */
    static TableOutcome of(TableSet set, TableSet.Member member, Optional<RunRecord> record) {
        Optional<Summary> summary = record.flatMap(RunRecord::summary);
        if (summary.isPresent()) {
            Summary ended = summary.get();
            return new TableOutcome(member, ended.verdict(), ended.reason(), ended.totals(), summary);
        }
        Totals totals = record.map(found -> found.control().totals()).orElse(Totals.NONE);
        if (member.refusal().isPresent()) {
            return new TableOutcome(member, Verdict.FAILED, member.refusal(), totals, summary);
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
        return summary.map(Summary::json).orElseGet(() -> {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("runId", member.run().text())
                    .put("table", table())
                    .put("verdict", verdict.word());
            reason.ifPresent(sentence -> json.put("reason", sentence));
            return json;
        });
    }
}
