// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Mode;
import dynamofanout.request.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outcome of a run. */
public record Summary(
        RunId run,
        Mode mode,
        Tables tables,
        Conclusion conclusion,
        Work work,
        Cost cost,
        Timing timing,
        Origin origin) {
    /**
     * The tables, and what was done about the target beside the copy itself.
     *
     * @param backup of the target, where one is ready
     * @param mask that everything went through
     * @param created the target, where the run made it
     */
    public record Tables(
            PlannedTable source,
            PlannedTable target,
            Optional<Backup> backup,
            Optional<PlannedMask.Source> mask,
            Optional<CreatedTable> created) {}

    /**
     * The verdict, and what follows from it.
     *
     * @param reason a sentence, unless the verdict is {@code complete}
     * @param next how to continue
     * @param warnings sentences about what is no failure, but hardly what was wanted
     */
    public record Conclusion(Verdict verdict, Optional<String> reason, Optional<Next> next, List<String> warnings) {
        public Conclusion {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What was done.
     *
     * @param verified counts of the comparison afterwards
     * @param segmentsDone of {@code segments}
     * @param refusedIn names of the files with the refused items
     */
    public record Work(
            Totals totals, Optional<Counts> verified, int segments, int segmentsDone, List<String> refusedIn) {
        public Work {
            refusedIn = List.copyOf(refusedIn);
        }
    }

    /**
     * Dollars, unrounded; absent where a price is not known.
     *
     * @param estimated for the tables' units, by the plan
     * @param actual for the tables' units
     * @param own for Lambda, Step Functions and the run table; 0 of a local run
     * @param overwrite what writing every item would have cost
     * @param planning what planning has read, which is not in the totals
     */
    public record Cost(
            Optional<Double> estimated,
            Optional<Double> actual,
            Optional<Double> own,
            Optional<Double> overwrite,
            UnitsUsed planning) {}

    /**
     * How long it took.
     *
     * @param seconds that the run was worked on, over all of its executions
     */
    public record Timing(double seconds, Optional<Period> period) {}

    /** From the beginning of a run to its end, with everything between its executions. */
    public record Period(Instant startedAt, Instant endedAt) {}

    /** The same outcome, with the refused items in these files. */
    public Summary withRefusedIn(List<String> files) {
        var downloaded = new Work(work.totals(), work.verified(), work.segments(), work.segmentsDone(), files);
        return new Summary(run, mode, tables, conclusion, downloaded, cost, timing, origin);
    }

    public PlannedTable source() {
        return tables.source();
    }

    public PlannedTable target() {
        return tables.target();
    }

    public Verdict verdict() {
        return conclusion.verdict();
    }

    public Optional<String> reason() {
        return conclusion.reason();
    }

    public Optional<Next> next() {
        return conclusion.next();
    }

    public Totals totals() {
        return work.totals();
    }

    /** Counts of the comparison afterwards. */
    public Optional<Counts> verified() {
        return work.verified();
    }

    public int segments() {
        return work.segments();
    }

    public int segmentsDone() {
        return work.segmentsDone();
    }

    public List<String> refusedIn() {
        return work.refusedIn();
    }

    public double seconds() {
        return timing.seconds();
    }

    /** JSON in the shape that docs/reference.md describes. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("runId", run.text())
                .put("verdict", verdict().word());
        reason().ifPresent(sentence -> json.put("reason", sentence));
        json.put("mode", mode.word());
        json.set("source", source().named());
        json.set("target", target().named());
        json.set("counts", totals().counts().json());
        json.set(
                "units", totals().units().json().put("planning", cost.planning().read()));
        ObjectNode costs = json.putObject("cost");
        cost.estimated().ifPresent(dollars -> costs.put("estimated", dollars));
        cost.actual().ifPresent(dollars -> costs.put("actual", dollars));
        cost.own().ifPresent(dollars -> costs.put("own", dollars));
        cost.overwrite().ifPresent(dollars -> costs.put("overwrite", dollars));
        verified().ifPresent(counts -> json.set("verified", counts.json()));
        json.putObject("segments").put("total", segments()).put("done", segmentsDone());
        json.put("throttled", totals().throttled())
                .put("retries", totals().retries())
                .put("seconds", seconds());
        if (!refusedIn().isEmpty()) {
            refusedIn().forEach(json.putArray("refusedIn")::add);
        }
        tables.backup().ifPresent(backup -> json.set("backup", backup.json()));
        tables.mask()
                .ifPresent(
                        mask -> json.putObject("mask").put("file", mask.file()).put("fingerprint", mask.fingerprint()));
        tables.created().ifPresent(created -> json.set("created", created.json()));
        next().ifPresent(each -> json.put("next", each.command()));
        conclusion.warnings().forEach(json.putArray("warnings")::add);
        origin.into(json);
        timing.period()
                .ifPresent(period -> json.put("startedAt", period.startedAt().toString())
                        .put("endedAt", period.endedAt().toString()));
        return json;
    }

    public static Summary read(JsonNode json, Plan plan) {
        List<String> files = new ArrayList<>();
        json.path("refusedIn").forEach(file -> files.add(file.asText()));
        List<String> warnings = new ArrayList<>();
        json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        JsonNode cost = json.path("cost");
        return new Summary(
                new RunId(json.path("runId").asText()),
                Mode.of(json.path("mode").asText()),
                new Tables(
                        plan.source(),
                        plan.target(),
                        Optional.ofNullable(json.get("backup")).map(Backup::read),
                        plan.mask().map(PlannedMask::source),
                        Optional.ofNullable(json.get("created")).map(CreatedTable::read)),
                new Conclusion(
                        Verdict.of(json.path("verdict").asText()),
                        Optional.ofNullable(json.path("reason").textValue()),
                        Optional.ofNullable(json.path("next").textValue()).flatMap(Next::ofCommand),
                        warnings),
                new Work(
                        Totals.read(json),
                        Optional.ofNullable(json.get("verified")).map(Counts::read),
                        json.path("segments").path("total").asInt(),
                        json.path("segments").path("done").asInt(),
                        files),
                new Cost(
                        number(cost.path("estimated")),
                        number(cost.path("actual")),
                        number(cost.path("own")),
                        number(cost.path("overwrite")),
                        plan.costs().planning()),
                new Timing(json.path("seconds").asDouble(), period(json)),
                plan.origin());
    }

    private static Optional<Period> period(JsonNode json) {
        return Optional.ofNullable(json.path("endedAt").textValue())
                .map(endedAt -> new Period(Instant.parse(json.path("startedAt").asText()), Instant.parse(endedAt)));
    }

    private static Optional<Double> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
    }
}
