package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
        List<String> warnings) {
    static final int FORMAT = 1;

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
        this(source, target, selection, segments, workers, estimate, prices, Optional.of(OwnPrices.NONE), warnings);
    }

    public Plan {
        warnings = List.copyOf(warnings);
    }

    /**
     * All segments, so ordered that neighbours come far apart: bits of the number reversed. Segments are ranges of the
     * partition key's hash, so neighbours lie in one partition of the target, which takes 1,000 writes a second.
     */
    public List<Integer> segmentsInSpreadOrder() {
        int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, segments - 1));
        return IntStream.range(0, 1 << bits)
                .map(n -> Integer.reverse(n) >>> (32 - bits))
                .filter(segment -> segment < segments)
                .boxed()
                .toList();
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
                warnings);
    }
}
