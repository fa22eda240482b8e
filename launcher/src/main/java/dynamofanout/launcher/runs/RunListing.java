// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dynamofanout.run.TableSet;
import dynamofanout.set.SetSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Prints the latest runs, newest first. If there is more than one place, each run is marked with its own. Runs with
 * missing or damaged entries come last, with the reason, and do not hide the others.
 */
record RunListing(Printer printer, Instant now) {
    static final int LATEST = 20;

    /** @throws HomeFailed once the others are shown, if a place cannot be asked */
    void show(List<RunPlace> places) {
        List<Entry> found = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        Optional<HomeFailed> failed = Optional.empty();
        for (RunPlace place : places) {
            try {
                look(place, found, broken);
            } catch (HomeFailed failure) {
                failed = Optional.of(failure);
            }
        }
        List<Entry> latest = found.stream()
                .sorted(Comparator.comparing(Entry::startedAt).reversed())
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

    private void show(Entry entry, int places, RunRows rows, ArrayNode runs) {
        rows.add(new RunRows.Row(
                mark(entry.place(), places),
                entry.id().text(),
                Figures.age(Duration.between(entry.startedAt(), now)),
                entry.state(),
                Figures.whole(entry.items()),
                entry.tables(),
                entry.pace()));
        runs.add(entry.json());
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

    private void look(RunPlace place, List<Entry> found, List<Broken> broken) {
        for (RunId run : place.store().latest(LATEST)) {
            try {
                entry(place, run)
                        .ifPresentOrElse(
                                found::add,
                                () -> broken.add(new Broken(place, run, "its entry in the run table has expired")));
            } catch (StoreFailed failure) {
                if (!failure.isOfOneRun()) {
                    throw failure;
                }
                broken.add(new Broken(place, run, String.valueOf(failure.getMessage())));
            }
        }
    }

    private Optional<Entry> entry(RunPlace place, RunId run) {
        return place.store()
                .find(run)
                .map(record -> Entry.of(place, record, now))
                .or(() -> place.store().findSet(run).map(set -> Entry.of(place, set)));
    }

    /** A run, or a set in place of its runs. */
    private record Entry(
            RunPlace place,
            RunId id,
            Instant startedAt,
            String state,
            long items,
            List<String> tables,
            List<String> pace,
            ObjectNode json) {
        static Entry of(RunPlace place, RunRecord record, Instant now) {
            String state = RunState.of(place, record);
            return new Entry(
                    place,
                    record.run(),
                    record.startedAt(),
                    state,
                    record.control().totals().counts().read(),
                    RunState.tableForms(record),
                    state.equals(RunState.GOING_ON) ? RunPace.of(place, record, now) : List.of(),
                    RunState.json(place, record, state));
        }

        static Entry of(RunPlace place, TableSet set) {
            String state = RunState.of(place, set);
            return new Entry(
                    place,
                    set.id(),
                    set.startedAt(),
                    state,
                    SetSummary.of(place.store(), set).totals().counts().read(),
                    List.of(RunState.tables(set)),
                    List.of(),
                    RunState.json(place, set, state));
        }
    }

    /** A run that is listed, but cannot be read. */
    private record Broken(RunPlace place, RunId run, String why) {}
}
