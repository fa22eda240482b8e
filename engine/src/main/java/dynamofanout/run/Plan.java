package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What will be done.
 *
 * @param selection what segments are: parts of a Scan, or chunks of keys
 * @param ownPrices of what the run uses beside the tables: none of a local run, absent where they are not known
 * @param warnings sentences for the user
 */
public record Plan(
        PlannedTable source,
        PlannedTable target,
        Selection selection,
        int segments,
        int workers,
        Estimate estimate,
        UnitPrices prices,
        Optional<OwnPrices> ownPrices,
        List<String> warnings,
        Besides besides) {
    public static final int FORMAT = 1;

    /**
     * What only some requests ask for.
     *
     * @param forecast what each mode would need
     * @param expiryAttribute of the source, where what has expired is left out
     * @param backup of the target, where the request may write to it
     * @param mask that everything goes through
     * @param creation of the target, where there is none
     * @param planning what planning itself has read
     * @param origin who started the run
     */
    public record Besides(
            Optional<Forecast> forecast,
            Optional<String> expiryAttribute,
            Optional<PlannedBackup> backup,
            Optional<PlannedMask> mask,
            Optional<PlannedCreation> creation,
            UnitsUsed planning,
            Origin origin) {
        public static final Besides NOTHING = new Besides(Optional.empty(), Optional.empty(), Optional.empty());

        /** Of a plan for which nothing was read, and that no launcher has made. */
        public Besides(
                Optional<Forecast> forecast,
                Optional<String> expiryAttribute,
                Optional<PlannedBackup> backup,
                Optional<PlannedMask> mask,
                Optional<PlannedCreation> creation) {
            this(forecast, expiryAttribute, backup, mask, creation, UnitsUsed.NONE, Origin.ELSEWHERE);
        }

        /** Without a mask. */
        public Besides(Optional<Forecast> forecast, Optional<String> expiryAttribute, Optional<PlannedBackup> backup) {
            this(forecast, expiryAttribute, backup, Optional.empty(), Optional.empty());
        }
    }

    /** What a run's segments are. */
    public enum Selection {
        /** Segment n of N of a parallel Scan. */
        SCAN,
        /** Chunk n of the keys in the parts {@code keys#n}. */
        KEYS,
        /** Chunk n of a selection: conditions on keys in the parts {@code keys#n}. */
        QUERIES
    }

    /** Of a local run. */
    public Plan(
            PlannedTable source,
            PlannedTable target,
            Selection selection,
            int segments,
            int workers,
            Estimate estimate,
            UnitPrices prices,
            List<String> warnings) {
        this(
                source,
                target,
                selection,
                segments,
                workers,
                estimate,
                prices,
                Optional.of(OwnPrices.NONE),
                warnings,
                Besides.NOTHING);
    }

    public Plan {
        warnings = List.copyOf(warnings);
    }

    /** With nothing besides. */
    public Plan(
            PlannedTable source,
            PlannedTable target,
            Selection selection,
            int segments,
            int workers,
            Estimate estimate,
            UnitPrices prices,
            Optional<OwnPrices> ownPrices,
            List<String> warnings) {
        this(source, target, selection, segments, workers, estimate, prices, ownPrices, warnings, Besides.NOTHING);
    }

    /** With one more sentence for the user. */
    public Plan withWarning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new Plan(source, target, selection, segments, workers, estimate, prices, ownPrices, more, besides);
    }

    /** The same, started by somebody. */
    public Plan startedBy(Origin origin) {
        return new Plan(
                source,
                target,
                selection,
                segments,
                workers,
                estimate,
                prices,
                ownPrices,
                warnings,
                new Besides(
                        besides.forecast(),
                        besides.expiryAttribute(),
                        besides.backup(),
                        besides.mask(),
                        besides.creation(),
                        besides.planning(),
                        origin));
    }

    /** The same, with the target that was created for it. */
    public Plan withTarget(Creation.Made made) {
        return new Plan(
                source,
                target.created(made),
                selection,
                segments,
                workers,
                estimate,
                prices,
                ownPrices,
                warnings,
                besides);
    }

    /** The target that the run creates. */
    public Optional<PlannedCreation> creation() {
        return besides.creation();
    }

    /** The backup that has to be ready before anything is written. */
    public Optional<Backup.Kind> backup() {
        return besides.backup().flatMap(PlannedBackup::kind);
    }

    /** Write units of an item that is written, as the pace first assumes them. */
    public double writeUnitsPerItem() {
        return besides.forecast()
                .filter(forecast -> estimate.items() > 0)
                .map(forecast -> forecast.of(Mode.OVERWRITE).units().targetWrites() / estimate.items())
                .map(units -> Math.max(1, units))
                .orElseGet(estimate::writeUnitsPerItem);
    }

    /** Dollars for the units of the run and of its planning, absent where a price is not known. */
    public Optional<Double> spent(UnitsUsed ofRun) {
        return prices.cost(ofRun.plus(besides.planning()));
    }

    /** Which segments each worker begins with. */
    public Stretches stretches() {
        return new Stretches(segments, workers);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        json.set("source", source.json());
        json.set("target", target.json());
        json.put("selection", selection.name()).put("segments", segments).put("workers", workers);
        json.set("estimate", estimate.json());
        json.set("prices", prices.json());
        if (!ownPrices.equals(Optional.of(OwnPrices.NONE))) {
            json.set("ownPrices", ownPrices.map(OwnPrices::json).orElseGet(JsonNodeFactory.instance::objectNode));
        }
        warnings.forEach(json.putArray("warnings")::add);
        besides.forecast().ifPresent(forecast -> json.set("forecast", forecast.json()));
        besides.expiryAttribute().ifPresent(name -> json.put("expiryAttribute", name));
        besides.backup().ifPresent(backup -> json.set("backup", backup.json()));
        besides.mask().ifPresent(mask -> json.set("mask", mask.json()));
        besides.creation().ifPresent(creation -> json.set("create", creation.json()));
        json.set("planning", besides.planning().json());
        json.set("origin", besides.origin().into(JsonNodeFactory.instance.objectNode()));
        return json;
    }

    /** Reads what {@link #json} has written. */
    public static Plan read(JsonNode json) {
        List<String> warnings = new ArrayList<>();
        json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return new Plan(
                PlannedTable.read(json.path("source")),
                PlannedTable.read(json.path("target")),
                Selection.valueOf(json.path("selection").asText()),
                json.path("segments").asInt(),
                json.path("workers").asInt(),
                Estimate.read(json.path("estimate")),
                UnitPrices.read(json.path("prices")),
                OwnPrices.read(json.path("ownPrices")),
                warnings,
                new Besides(
                        json.has("forecast") ? Optional.of(Forecast.read(json.path("forecast"))) : Optional.empty(),
                        Optional.ofNullable(json.path("expiryAttribute").textValue()),
                        json.has("backup") ? Optional.of(PlannedBackup.read(json.path("backup"))) : Optional.empty(),
                        json.has("mask") ? Optional.of(PlannedMask.read(json.path("mask"))) : Optional.empty(),
                        json.has("create") ? Optional.of(PlannedCreation.read(json.path("create"))) : Optional.empty(),
                        UnitsUsed.read(json.path("planning")),
                        Origin.read(json.path("origin"))));
    }
}
