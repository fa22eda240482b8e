// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.launcher.report.ReportSections.Section;
import dynamofanout.launcher.show.Figures;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetSummary;
import dynamofanout.set.TableOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a report about a set: a line for each table, the sums, and the report of each run that has begun.
 *
 * @param state of the whole set
 * @param asked the tables in words
 */
record SetReport(SetSummary summary, String state, String asked, List<RunReport> runs) {
    SetReport {
        runs = List.copyOf(runs);
    }

    static SetReport of(RunPlace place, TableSet set) {
        return new SetReport(
                SetSummary.of(place.store(), set),
                RunState.of(place, set),
                RunState.tables(set),
                set.runs().stream()
                        .flatMap(member -> place.store().find(member.run()).stream())
                        .map(record -> RunReport.of(place, record))
                        .toList());
    }

    /** {@code Set night is incomplete: 11 complete, 1 incomplete}. */
    String headline() {
        return "Set " + summary.set().id() + (state.equals("failed") ? " has " : " is ") + state + ": "
                + summary.verdicts();
    }

    /** The tables and their sums. */
    List<Section> sections() {
        List<List<String>> rows = new ArrayList<>();
        for (TableOutcome table : summary.tables()) {
            rows.add(List.of(
                    table.table(),
                    table.state().orElse(table.verdict().word())
                            + table.reason().map(why -> ": " + why).orElse(""),
                    Figures.whole(table.totals().counts().read()),
                    Figures.whole(table.totals().counts().written()),
                    table.summary()
                            .map(each -> Figures.dollars(each.cost().actual()))
                            .orElse("")));
        }
        rows.add(List.of(
                "in all",
                "",
                Figures.whole(summary.totals().counts().read()),
                Figures.whole(summary.totals().counts().written()),
                Figures.dollars(summary.cost().actual())));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What was asked", List.of(), List.of(List.of("Tables", asked))));
        sections.add(new Section("Tables", List.of("table", "verdict", "read", "written", "cost"), rows));
        summary.next()
                .ifPresent(command ->
                        sections.add(new Section("What to do next", List.of(), List.of(List.of("Command", command)))));
        return sections;
    }

    /** The report for machines: the set's summary with the report of each run. */
    ObjectNode json(RunPlace place) {
        ObjectNode json = summary.json().put("state", state);
        var reports = json.putArray("runs");
        runs.forEach(run -> reports.add(run.json(place)));
        return json;
    }
}
