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

/**
 * The outcome of a run.
 *
 * @param reason a sentence, unless the verdict is {@code complete}
 * @param segmentsDone of {@code segments}
 * @param seconds that the run was worked on, over all of its executions
 * @param refusedIn names of the files with the refused items
 * @param next how to continue
 */
public record Summary(
        RunId run,
        Verdict verdict,
        Optional<String> reason,
        Mode mode,
        PlannedTable source,
        PlannedTable target,
        Totals totals,
        Cost cost,
        int segments,
        int segmentsDone,
        double seconds,
        List<String> refusedIn,
        Optional<Next> next,
        Beside beside) {
    /**
     * Dollars, unrounded; absent where a price is not known.
     *
     * @param estimated for the tables' units, by the plan
     * @param actual for the tables' units
     * @param own for Lambda, Step Functions and the run table; 0 of a local run
     */
    public record Cost(Optional<Double> estimated, Optional<Double> actual, Optional<Double> own) {
        public Cost(Optional<Double> estimated, Optional<Double> actual, double own) {
            this(estimated, actual, Optional.of(own));
        }
    }

    /**
     * What is known beside the copy itself.
     *
     * @param verified counts of the comparison afterwards
     * @param overwriteDollars what writing every item would have cost
     * @param backup of the target, where one is ready
     * @param mask that everything went through
     * @param created the target, where the run made it
     * @param period from the beginning of the run to its end
     * @param origin who started the run
     * @param planning what planning has read, which is not in the totals
     * @param warnings sentences about what is no failure, but hardly what was wanted
     */
    public record Beside(
            Optional<Counts> verified,
            Optional<Double> overwriteDollars,
            Optional<Backup> backup,
            Optional<PlannedMask.Source> mask,
            Optional<CreatedTable> created,
            Optional<Period> period,
            Origin origin,
            UnitsUsed planning,
            List<String> warnings) {
        public static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty(), Optional.empty());

        public Beside {
            warnings = List.copyOf(warnings);
        }

        /** Without mask, created table and warnings. */
        public Beside(Optional<Counts> verified, Optional<Double> overwriteDollars, Optional<Backup> backup) {
            this(
                    verified,
                    overwriteDollars,
                    backup,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Origin.ELSEWHERE,
                    UnitsUsed.NONE,
                    List.of());
        }
    }

    /** From the beginning of a run to its end, with everything between its executions. */
    public record Period(Instant startedAt, Instant endedAt) {}

    /** With nothing beside. */
    public Summary(
            RunId run,
            Verdict verdict,
            Optional<String> reason,
            Mode mode,
            PlannedTable source,
            PlannedTable target,
            Totals totals,
            Cost cost,
            int segments,
            int segmentsDone,
            double seconds,
            List<String> refusedIn,
            Optional<Next> next) {
        this(
                run,
                verdict,
                reason,
                mode,
                source,
                target,
                totals,
                cost,
                segments,
                segmentsDone,
                seconds,
                refusedIn,
                next,
                Beside.NOTHING);
    }

    public Summary {
        refusedIn = List.copyOf(refusedIn);
    }

    /** The same outcome, with the refused items in these files. */
    public Summary withRefusedIn(List<String> files) {
        return new Summary(
                run,
                verdict,
                reason,
                mode,
                source,
                target,
                totals,
                cost,
                segments,
                segmentsDone,
                seconds,
                files,
                next,
                beside);
    }

    /** JSON in the shape that docs/reference.md describes. */
    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("runId", run.text()).put("verdict", verdict.word());
        reason.ifPresent(sentence -> json.put("reason", sentence));
        json.put("mode", mode.word());
        json.set("source", source.named());
        json.set("target", target.named());
        json.set("counts", totals.counts().json());
        json.set(
                "units", totals.units().json().put("planning", beside.planning().read()));
        ObjectNode costs = json.putObject("cost");
        cost.estimated().ifPresent(dollars -> costs.put("estimated", dollars));
        cost.actual().ifPresent(dollars -> costs.put("actual", dollars));
        cost.own().ifPresent(dollars -> costs.put("own", dollars));
        beside.overwriteDollars().ifPresent(dollars -> costs.put("overwrite", dollars));
        beside.verified().ifPresent(counts -> json.set("verified", counts.json()));
        json.putObject("segments").put("total", segments).put("done", segmentsDone);
        json.put("throttled", totals.throttled())
                .put("retries", totals.retries())
                .put("seconds", seconds);
        if (!refusedIn.isEmpty()) {
            refusedIn.forEach(json.putArray("refusedIn")::add);
        }
        beside.backup().ifPresent(backup -> json.set("backup", backup.json()));
        beside.mask()
                .ifPresent(
                        mask -> json.putObject("mask").put("file", mask.file()).put("fingerprint", mask.fingerprint()));
        beside.created().ifPresent(created -> json.set("created", created.json()));
        next.ifPresent(each -> json.put("next", each.command()));
        beside.warnings().forEach(json.putArray("warnings")::add);
        beside.origin().into(json);
        beside.period()
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
                Verdict.of(json.path("verdict").asText()),
                Optional.ofNullable(json.path("reason").textValue()),
                Mode.of(json.path("mode").asText()),
                plan.source(),
                plan.target(),
                Totals.read(json),
                new Cost(number(cost.path("estimated")), number(cost.path("actual")), number(cost.path("own"))),
                json.path("segments").path("total").asInt(),
                json.path("segments").path("done").asInt(),
                json.path("seconds").asDouble(),
                files,
                Optional.ofNullable(json.path("next").textValue()).flatMap(Next::ofCommand),
                new Beside(
                        json.has("verified") ? Optional.of(Counts.read(json.path("verified"))) : Optional.empty(),
                        number(cost.path("overwrite")),
                        json.has("backup") ? Optional.of(Backup.read(json.path("backup"))) : Optional.empty(),
                        plan.besides().mask().map(PlannedMask::source),
                        json.has("created") ? Optional.of(CreatedTable.read(json.path("created"))) : Optional.empty(),
                        json.has("endedAt")
                                ? Optional.of(new Period(
                                        Instant.parse(json.path("startedAt").asText()),
                                        Instant.parse(json.path("endedAt").asText())))
                                : Optional.empty(),
                        plan.besides().origin(),
                        plan.besides().planning(),
                        warnings));
    }

    private static Optional<Double> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
    }
}
