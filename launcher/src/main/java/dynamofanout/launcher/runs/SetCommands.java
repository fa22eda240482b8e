// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.launcher.show.SetSummaryText;
import dynamofanout.request.CeilingsChange;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetSummary;

/**
 * Carries out {@code status}, {@code stop} and {@code limit} for a set of tables.
 *
 * @param place where the set was found
 */
record SetCommands(Printer printer, RunPlace place, TableSet set) {
    private static final int INTERRUPTED = 130;

    /** Prints the status of each table. */
    int status() {
        boolean isGoingOn = place.sets().isGoingOn(set);
        SetSummary summary = isGoingOn ? SetSummary.goingOn(place.store(), set) : SetSummary.of(place.store(), set);
        String state = RunState.of(place, set);
        if (isGoingOn) {
            printer.line("Set " + set.id() + " is " + state + ", started " + RunState.started(set.startedAt()) + ", "
                    + RunState.tables(set));
        }
        printer.wrapped(cells -> SetSummaryText.of(summary, printer.palette(), cells));
        printer.json(summary.json().put("state", state).put("where", place.word()));
        return 0;
    }

    /** Waits until the set has ended. */
    int follow() throws InterruptedException {
        if (place.sets().isGoingOn(set) && !place.sets().awaitEnd(set)) {
            return INTERRUPTED;
        }
        SetCommands ended = now();
        ended.status();
        return SetSummary.of(place.store(), ended.set).verdict().exitCode();
    }

    /** Ends all runs in order. */
    int stop() throws InterruptedException {
        if (!place.sets().isGoingOn(set)) {
            boolean isDone = SetSummary.of(place.store(), set).verdict().isEnd();
            throw new BadInput("set " + set.id() + " is not going on: "
                    + (isDone ? "it is done" : "`fanout resume " + set.id() + "` would go on with it"));
        }
        place.sets().stop(set, "stopped by fanout stop");
        printer.line("Set " + set.id() + " is told to stop; its runs end within a save interval");
        if (!place.sets().awaitEnd(set)) {
            printer.line("Detached: set " + set.id() + " ends by itself");
            return INTERRUPTED;
        }
        return now().status();
    }

    /** Changes the ceilings of all tables, including those that have not begun. */
    int limit(CeilingsChange change) {
        TableSet changed = place.sets().limit(set, change);
        printer.line("Set " + set.id() + ", each table: " + LimitCommand.words(changed.ceilings())
                + (place.sets().isGoingOn(set) ? "" : " (it is not going on; they hold when it is resumed)"));
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("setId", set.id().text());
        json.set("ceilings", changed.ceilings().json());
        printer.json(json);
        return 0;
    }

    /** Reads the set from the run store again. */
    private SetCommands now() {
        return new SetCommands(printer, place, place.store().findSet(set.id()).orElse(set));
    }
}
