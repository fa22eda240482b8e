// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import dynamofanout.environment.Schedule;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.show.Figures;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Each schedule of fanout.json, with the run or set that it started last. */
record ScheduleChecks(List<Schedule> schedules, Home home, Instant now) {
    private static final int RUNS_LOOKED_AT = 1_000;

    List<Finding> findings() {
        if (schedules.isEmpty()) {
            return List.of();
        }
        List<RunId> latest = home.runs().latest(RUNS_LOOKED_AT);
        return schedules.stream().map(schedule -> finding(schedule, latest)).toList();
    }

    private Finding finding(Schedule schedule, List<RunId> latest) {
        String zone = schedule.timezone().map(name -> " " + name).orElse("");
        String last = latest.stream()
                .filter(id -> starter(id).filter(schedule::equals).isPresent())
                .findFirst()
                .flatMap(this::outcome)
                .orElse("has started nothing yet");
        return Finding.ok("schedule " + schedule.name(), schedule.expression() + zone + ", " + last);
    }

    /** Of {@code night} and {@code night-eu}, the longer name that fits is meant. */
    private Optional<Schedule> starter(RunId id) {
        return schedules.stream()
                .filter(schedule -> id.text().startsWith(schedule.beginning()))
                .max(Comparator.comparingInt(schedule -> schedule.beginning().length()));
    }

    private Optional<String> outcome(RunId id) {
        Optional<RunRecord> run = home.runs().find(id);
        if (run.isPresent()) {
            Optional<String> verdict =
                    run.get().summary().map(summary -> summary.verdict().word());
            return Optional.of(words(id, verdict, run.get().startedAt()));
        }
        return home.runs().findSet(id).map(set -> words(id, verdict(set), set.startedAt()));
    }

    private Optional<String> verdict(TableSet set) {
        return home.executions().isRunning(set.owner())
                ? Optional.empty()
                : Optional.of(SetSummary.of(home.runs(), set).verdict().word());
    }

    private String words(RunId id, Optional<String> verdict, Instant startedAt) {
        return "last " + verdict.orElse("without a verdict so far") + " (" + id + ", "
                + Figures.age(Duration.between(startedAt, now)) + " ago)";
    }
}
