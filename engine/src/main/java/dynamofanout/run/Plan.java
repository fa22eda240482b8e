// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What will be done.
 *
 * @param warnings sentences for the user
 * @param origin who started the run
 */
public record Plan(
        PlannedTable source,
        PlannedTable target,
        Division division,
        Costs costs,
        ItemRules itemRules,
        TargetPreparation preparation,
        List<String> warnings,
        Origin origin) {
    public static final int FORMAT = 1;

    /**
     * How the work is divided.
     *
     * @param selection what segments are: parts of a Scan, or chunks of keys
     * @param workers that carry out segments at the same time
     */
    public record Division(Selection selection, int segments, int workers) {}

    /**
     * What it takes, and what that costs.
     *
     * @param ownPrices of what the run uses beside the tables: none of a local run, absent where they are not known
     * @param forecast what each mode would need, where that was looked at
     * @param planning what planning itself has read
     */
    public record Costs(
            Estimate estimate,
            UnitPrices prices,
            Optional<OwnPrices> ownPrices,
            Optional<Forecast> forecast,
            UnitsUsed planning) {}

    /**
     * What happens to items on their way.
     *
     * @param mask that everything goes through
     * @param expiryAttribute of the source, where what has expired is left out
     */
    public record ItemRules(Optional<PlannedMask> mask, Optional<String> expiryAttribute) {
        public static final ItemRules NONE = new ItemRules(Optional.empty(), Optional.empty());
    }

    /**
     * What is done to the target before the first item is written.
     *
     * @param backup where the request may write to it
     * @param creation where there is no such table
     */
    public record TargetPreparation(Optional<PlannedBackup> backup, Optional<PlannedCreation> creation) {
        public static final TargetPreparation NONE = new TargetPreparation(Optional.empty(), Optional.empty());
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

    public Plan {
        warnings = List.copyOf(warnings);
    }

    /** With one more sentence for the user. */
    public Plan withWarning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new Plan(source, target, division, costs, itemRules, preparation, more, origin);
    }

    /** The same, started by somebody. */
    public Plan startedBy(Origin who) {
        return new Plan(source, target, division, costs, itemRules, preparation, warnings, who);
    }

    /** The same, with the target that was created for it. */
    public Plan withTarget(Creation.Made made) {
        return new Plan(source, target.created(made), division, costs, itemRules, preparation, warnings, origin);
    }

    public Selection selection() {
        return division.selection();
    }

    public int segments() {
        return division.segments();
    }

    public int workers() {
        return division.workers();
    }

    public Estimate estimate() {
        return costs.estimate();
    }

    public UnitPrices prices() {
        return costs.prices();
    }

    public Optional<OwnPrices> ownPrices() {
        return costs.ownPrices();
    }

    /** What each mode would need, where that was looked at. */
    public Optional<Forecast> forecast() {
        return costs.forecast();
    }

    /** The mask that everything goes through. */
    public Optional<PlannedMask> mask() {
        return itemRules.mask();
    }

    /** The target that the run creates. */
    public Optional<PlannedCreation> creation() {
        return preparation.creation();
    }

    /** What was planned about a backup, where the request may write to the target. */
    public Optional<PlannedBackup> plannedBackup() {
        return preparation.backup();
    }

    /** The backup that has to be ready before anything is written. */
    public Optional<Backup.Kind> backup() {
        return plannedBackup().flatMap(PlannedBackup::kind);
    }

    /** Write units of an item that is written, as the pace first assumes them. */
    public double writeUnitsPerItem() {
        Estimate estimate = estimate();
        return forecast()
                .filter(forecast -> estimate.items() > 0)
                .map(forecast -> forecast.of(Mode.OVERWRITE).units().targetWrites() / estimate.items())
                .map(units -> Math.max(1, units))
                .orElseGet(estimate::writeUnitsPerItem);
    }

    /** Dollars for the units of the run and of its planning, absent where a price is not known. */
    public Optional<Double> spent(UnitsUsed ofRun) {
        return prices().cost(ofRun.plus(costs.planning()));
    }

    /** Which segments each worker begins with. */
    public Stretches stretches() {
        return new Stretches(segments(), workers());
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        json.set("source", source.json());
        json.set("target", target.json());
        json.put("selection", selection().name()).put("segments", segments()).put("workers", workers());
        json.set("estimate", estimate().json());
        json.set("prices", prices().json());
        if (!ownPrices().equals(Optional.of(OwnPrices.NONE))) {
            json.set("ownPrices", ownPrices().map(OwnPrices::json).orElseGet(JsonNodeFactory.instance::objectNode));
        }
        warnings.forEach(json.putArray("warnings")::add);
        forecast().ifPresent(forecast -> json.set("forecast", forecast.json()));
        itemRules.expiryAttribute().ifPresent(name -> json.put("expiryAttribute", name));
        plannedBackup().ifPresent(backup -> json.set("backup", backup.json()));
        mask().ifPresent(mask -> json.set("mask", mask.json()));
        creation().ifPresent(creation -> json.set("create", creation.json()));
        json.set("planning", costs.planning().json());
        json.set("origin", origin.into(JsonNodeFactory.instance.objectNode()));
        return json;
    }

    /** Reads what {@link #json} has written. */
    public static Plan read(JsonNode json) {
        List<String> warnings = new ArrayList<>();
        json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return new Plan(
                PlannedTable.read(json.path("source")),
                PlannedTable.read(json.path("target")),
                new Division(
                        Selection.valueOf(json.path("selection").asText()),
                        json.path("segments").asInt(),
                        json.path("workers").asInt()),
                new Costs(
                        Estimate.read(json.path("estimate")),
                        UnitPrices.read(json.path("prices")),
                        OwnPrices.read(json.path("ownPrices")),
                        part(json, "forecast", Forecast::read),
                        UnitsUsed.read(json.path("planning"))),
                new ItemRules(
                        part(json, "mask", PlannedMask::read),
                        Optional.ofNullable(json.path("expiryAttribute").textValue())),
                new TargetPreparation(
                        part(json, "backup", PlannedBackup::read), part(json, "create", PlannedCreation::read)),
                warnings,
                Origin.read(json.path("origin")));
    }

    private static <T> Optional<T> part(JsonNode json, String name, Function<JsonNode, T> read) {
        return Optional.ofNullable(json.get(name)).map(read);
    }
}
