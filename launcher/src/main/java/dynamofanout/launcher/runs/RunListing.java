package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.StoreFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The latest runs, newest first; marked by their place where there is more than one. Runs of which something is missing or
 * damaged come last, with the reason, and hide no others.
 */
record RunListing(Printer printer) {
    static final int LATEST = 20;

    /** @throws HomeFailed once the others are shown, if a place cannot be asked */
    void show(List<RunPlace> places) {
        List<RunPlaces.Found> found = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        Optional<HomeFailed> failed = Optional.empty();
        for (RunPlace place : places) {
            try {
                look(place, found, broken);
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
        broken.forEach(each -> show(each, places.size(), runs));
        if (failed.isPresent()) {
            throw failed.get();
        }
        if (latest.isEmpty() && broken.isEmpty()) {
            printer.line("No runs yet: `fanout copy --help` says how to begin.");
        }
        printer.json(JsonNodeFactory.instance.objectNode().set("runs", runs));
    }

    private ArrayNode show(List<RunPlaces.Found> latest, int places) {
        ArrayNode runs = JsonNodeFactory.instance.arrayNode();
        for (RunPlaces.Found found : latest) {
            RunRecord record = found.record();
            String state = RunState.of(found.place(), record);
            printer.line(mark(found.place(), places)
                    + String.format(
                            "%-45s %s  %-12s %s",
                            record.run(), RunState.started(record), state, RunState.tables(record)));
            runs.add(RunState.json(found.place(), record, state));
        }
        return runs;
    }

    private void show(Broken broken, int places, ArrayNode runs) {
        printer.line(mark(broken.place(), places)
                + String.format("%-45s %-20s  %-12s %s", broken.run(), "", "broken", broken.why()));
        runs.addObject()
                .put("runId", broken.run().text())
                .put("state", "broken")
                .put("where", broken.place().word())
                .put("reason", broken.why());
    }

    private static String mark(RunPlace place, int places) {
        return places == 1 ? "" : String.format("%-5s  ", place.word());
    }

    private static void look(RunPlace place, List<RunPlaces.Found> found, List<Broken> broken) {
        for (RunId run : place.store().latest(LATEST)) {
            try {
                place.store()
                        .find(run)
                        .ifPresentOrElse(
                                record -> found.add(new RunPlaces.Found(place, record)),
                                () -> broken.add(new Broken(place, run, "it has outlived its time in the run table")));
            } catch (StoreFailed failure) {
                if (!failure.isOfOneRun()) {
                    throw failure;
                }
                broken.add(new Broken(place, run, String.valueOf(failure.getMessage())));
            }
        }
    }

    /** A run that is listed, but cannot be read. */
    private record Broken(RunPlace place, RunId run, String why) {}
}
