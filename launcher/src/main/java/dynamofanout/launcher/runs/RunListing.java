package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.place.RunPace;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.RunRows;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.StoreFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The latest runs, newest first; marked by their place where there is more than one. Runs of which something is missing or
 * damaged come last, with the reason, and hide no others.
 */
record RunListing(Printer printer, Instant now) {
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
        ArrayNode runs = JsonNodeFactory.instance.arrayNode();
        var rows = new RunRows(printer.palette());
        latest.forEach(each -> show(each, places.size(), rows, runs));
        broken.forEach(each -> show(each, places.size(), rows, runs));
        printer.fitted(rows);
        if (failed.isPresent()) {
            throw failed.get();
        }
        if (latest.isEmpty() && broken.isEmpty()) {
            printer.line("No runs yet: `fanout copy --help` says how to begin.");
        }
        printer.json(JsonNodeFactory.instance.objectNode().set("runs", runs));
    }

    private void show(RunPlaces.Found found, int places, RunRows rows, ArrayNode runs) {
        RunRecord record = found.record();
        String state = RunState.of(found.place(), record);
        boolean isGoingOn = state.equals(RunState.GOING_ON);
        rows.add(new RunRows.Row(
                mark(found.place(), places),
                record.run().text(),
                Figures.age(Duration.between(record.startedAt(), now)),
                state,
                Figures.whole(record.control().totals().counts().read()),
                RunState.tableForms(record),
                isGoingOn ? RunPace.of(found.place(), record, now) : List.of()));
        runs.add(RunState.json(found.place(), record, state));
    }

    private void show(Broken broken, int places, RunRows rows, ArrayNode runs) {
        rows.add(new RunRows.Row(
                mark(broken.place(), places), broken.run().text(), "", "broken", "", List.of(), List.of(broken.why())));
        runs.addObject()
                .put("runId", broken.run().text())
                .put("state", "broken")
                .put("where", broken.place().word())
                .put("reason", broken.why());
    }

    private static String mark(RunPlace place, int places) {
        return places == 1 ? "" : place.word();
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
