// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.StretchPieces;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The input of the state machine's Map. It lists the pieces into which the segments of one phase of a run are divided.
 * Each child of the Map works through the segments of one piece in order, and the segment function tells it which
 * segment is next.
 *
 * @param segments numbers of the first segment of each piece that is not done, in the order in which workers take them;
 *     absent when the phase may not begin
 * @param next the phase that may follow
 * @param isToPrepare whether the target has to be created or backed up first
 */
public record MapInput(
        RunId run,
        String execution,
        int workers,
        Optional<List<Integer>> segments,
        Optional<Phase> next,
        boolean isToPrepare) {
    /** The input for a phase that begins or continues. */
    public static MapInput of(RunStore store, RunRecord record, String execution, Phase phase) {
        Phases phases = record.phases();
        Set<Integer> done = new HashSet<>();
        store.checkpoints(record.run()).stream().filter(Checkpoint::isDone).forEach(each -> done.add(each.number()));
        var pieces = new StretchPieces(record.plan().stretches());
        List<Integer> left = pieces.firsts().stream()
                .flatMap(first -> IntStream.range(first, pieces.end(first))
                        .map(segment -> phases.at(phase, segment).number())
                        .filter(number -> !done.contains(number))
                        .boxed()
                        .findFirst()
                        .stream())
                .toList();
        return new MapInput(
                record.run(),
                execution,
                Math.max(1, record.plan().workers()),
                Optional.of(left),
                phases.after(phase),
                false);
    }

    /** The input if only finishing is left. */
    public static MapInput none(RunRecord record, String execution) {
        return new MapInput(
                record.run(),
                execution,
                Math.max(1, record.plan().workers()),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same input, once the target is created or backed up. */
    public MapInput oncePrepared() {
        return new MapInput(run, execution, workers, segments, next, true);
    }

    /** {@code {"runId", "execution", "workers", "segments"?, "next"?, "prepare"?: true}}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("runId", run.text())
                .put("execution", execution)
                .put("workers", workers);
        segments.ifPresent(numbers -> numbers.forEach(json.putArray("segments")::add));
        next.ifPresent(phase -> json.put("next", phase.word()));
        if (isToPrepare) {
            json.put("prepare", true);
        }
        return json;
    }
}
