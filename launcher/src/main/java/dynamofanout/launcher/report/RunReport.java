// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.launcher.show.DifferingAttributes;
import dynamofanout.launcher.show.PlanText;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The content of a report about one run. It holds no keys and no values of items. Filters and selections are mentioned,
 * not shown.
 *
 * @param state the verdict, or that the run goes on or was interrupted
 * @param asked what was asked for, in words
 * @param segmentSeconds how long workers held each segment, over all phases and executions
 * @param refused how many items were refused, by the service's code
 * @param differing which attributes differ in how many items, in words
 * @param console addresses of AWS's console by what they show
 */
record RunReport(
        RunRecord record,
        String state,
        String asked,
        List<RunSample> samples,
        List<Double> segmentSeconds,
        Map<String, Integer> refused,
        Optional<String> differing,
        Map<String, String> console) {
    RunReport {
        samples = List.copyOf(samples);
        segmentSeconds = List.copyOf(segmentSeconds);
    }

    static RunReport of(RunPlace place, RunRecord record) {
        RunStore store = place.store();
        List<Checkpoint> checkpoints = store.checkpoints(record.run()).stream()
                .sorted(Comparator.comparing(Checkpoint::number))
                .toList();
        Map<String, Integer> refused = new TreeMap<>();
        for (RefusedItem item : new RefusedItems(store).of(record.run())) {
            refused.merge(item.code(), 1, Integer::sum);
        }
        return new RunReport(
                record,
                RunState.of(place, record),
                asked(record),
                store.samples(record.run()),
                checkpoints.stream()
                        .map(checkpoint -> checkpoint.totals().effort().seconds())
                        .toList(),
                refused,
                differing(store, record, checkpoints),
                place.console(record));
    }

    Optional<Summary> summary() {
        return record.summary();
    }

    /** Counts, units and troubles so far. */
    Totals totals() {
        return summary().map(Summary::totals).orElseGet(() -> record.control().totals());
    }

    /** The report for machines: the summary, or how the run stands, with plan and samples. */
    ObjectNode json(RunPlace place) {
        ObjectNode json = summary().map(Summary::json).orElseGet(() -> RunState.json(place, record, state));
        json.put("state", state).put("asked", asked);
        ObjectNode planned = json.putObject("planned");
        planned.put("items", record.plan().estimate().items())
                .put("readUnits", record.plan().estimate().readUnits())
                .put("writeUnits", record.plan().estimate().writeUnits())
                .put("seconds", record.plan().estimate().seconds());
        record.plan().estimate().dollars().ifPresent(dollars -> planned.put("dollars", dollars));
        json.put("sourceArn", record.plan().source().identity().arn());
        json.put("targetArn", record.plan().target().identity().arn());
        refused.forEach(json.putObject("refusedByCode")::put);
        differing.ifPresent(words -> json.put("differing", words));
        samples.forEach(sample -> json.withArray("samples").add(sample.json()));
        segmentSeconds.forEach(json.putArray("segmentSeconds")::add);
        console.forEach(json.putObject("console")::put);
        return json;
    }

    private static String asked(RunRecord record) {
        if (record.request() instanceof CopyRequest copy) {
            return PlanText.what(copy, record.plan());
        }
        return record.request() instanceof ReplayRequest replay
                ? PlanText.what(replay, record.plan().estimate().items())
                : "";
    }

    private static Optional<String> differing(RunStore store, RunRecord record, List<Checkpoint> checkpoints) {
        Counts counts = record.control().totals().counts();
        if (counts.different() == 0) {
            return Optional.empty();
        }
        Stream<Difference> differences = checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.differenceParts().stream())
                .flatMap(part -> store.differences(record.run(), part).stream());
        return Optional.of(DifferingAttributes.of(differences));
    }
}
