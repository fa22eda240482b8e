package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.run.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The latest runs, newest first; marked by their place where there is more than one. */
record RunListing(Printer printer) {
    static final int LATEST = 20;

    /** @throws HomeFailed once the others are shown, if a place cannot be asked */
    void show(List<RunPlace> places) {
        List<RunPlaces.Found> found = new ArrayList<>();
        Optional<HomeFailed> failed = Optional.empty();
        for (RunPlace place : places) {
            try {
                latest(place).forEach(found::add);
            } catch (HomeFailed failure) {
                failed = Optional.of(failure);
            }
        }
        List<RunPlaces.Found> latest = found.stream()
                .sorted(Comparator.comparing(
                                (RunPlaces.Found each) -> each.record().startedAt())
                        .reversed())
                .limit(LATEST)
                .toList();
        ArrayNode runs = show(latest, places.size());
        if (failed.isPresent()) {
            throw failed.get();
        }
        if (latest.isEmpty()) {
            printer.line("No runs yet: `fanout copy --help` says how to begin.");
        }
        printer.json(JsonNodeFactory.instance.objectNode().set("runs", runs));
    }

    private ArrayNode show(List<RunPlaces.Found> latest, int places) {
        ArrayNode runs = JsonNodeFactory.instance.arrayNode();
        for (RunPlaces.Found found : latest) {
            RunRecord record = found.record();
            String state = RunState.of(found.place(), record);
            String mark =
                    places == 1 ? "" : String.format("%-5s  ", found.place().word());
            printer.line(mark
                    + String.format(
                            "%-45s %s  %-12s %s",
                            record.run(), RunState.started(record), state, RunState.tables(record)));
            runs.add(RunState.json(found.place(), record, state));
        }
        return runs;
    }

    private static Stream<RunPlaces.Found> latest(RunPlace place) {
        return place.store().latest(LATEST).stream()
                .map(run -> place.store().find(run))
                .flatMap(Optional::stream)
                .map(record -> new RunPlaces.Found(place, record));
    }
}
