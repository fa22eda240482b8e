// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.CopyTarget;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Schedule;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.Request;
import dynamofanout.request.SetRequest;
import dynamofanout.request.TableRequest;
import java.util.List;
import java.util.Optional;

/** Refuses schedules whose request could never succeed. At run time nobody would be there to read the refusal. */
record ScheduledRequests(Configuration written) {
    /** @throws BadInput naming the schedule */
    void refuse() {
        if (!written.schedules().isEmpty() && written.home().isEmpty()) {
            throw new BadInput("schedules", "schedules must have a home, whose state machine they start");
        }
        written.schedules().forEach(this::refuse);
    }

    private void refuse(Schedule schedule) {
        String what = "schedule " + schedule.name();
        Request request = read(what, schedule);
        if (request instanceof CopyRequest copy) {
            refuseUnlisted(what + ": source", copy.source());
            refuseUnlisted(what + ": target", copy.target());
            refuse(what, copy);
        } else if (request instanceof SetRequest set) {
            environment(what + ": source", set.each().source()); // only tables that it lists are ever found
            refuse(what, set.each());
        } else {
            throw new BadInput(
                    "schedules", "the request of " + what + " must be a copy or a comparison, got: a resume or replay");
        }
    }

    private void refuse(String what, CopyRequest copy) {
        if (copy.dryRun()) {
            throw new BadInput("schedules", "the request of " + what + " must do something, got: \"dryRun\": true");
        }
        Environment target = environment(what + ": target", copy.target());
        if (copy.mode() != Mode.COMPARE) {
            refuseForbidden(what, copy.source().environment(), target);
        }
    }

    private static Request read(String what, Schedule schedule) {
        try {
            return Request.read(InputObject.of(what, schedule.request()));
        } catch (BadInput wrong) {
            throw new BadInput("schedules", "the request of " + what + " is wrong: " + wrong.sentence());
        }
    }

    private void refuseForbidden(String what, String source, Environment target) {
        if (target.isProtected()) {
            throw new BadInput("schedules", what + " writes to " + target.name() + ", which is protected");
        }
        Optional<List<CopyTarget>> allowed = written.environment(source).flatMap(Environment::copyTo);
        boolean isAllowed = allowed.map(list ->
                        list.stream().anyMatch(each -> each.environment().equals(target.name())))
                .orElse(true);
        if (!isAllowed) {
            throw new BadInput(
                    "schedules",
                    what + " copies from " + source + " to " + target.name() + ", which is not in copyTo of " + source);
        }
    }

    private void refuseUnlisted(String what, TableRequest table) {
        Environment environment = environment(what, table);
        String name = table.table().substring(table.table().lastIndexOf('/') + 1);
        if (!environment.lists(name)) {
            throw new BadInput(
                    "schedules",
                    what + " must be among the tables of environment " + environment.name() + " ("
                            + String.join(", ", environment.tables()) + "), got: \"" + table.table() + "\"");
        }
    }

    private Environment environment(String what, TableRequest table) {
        return written.environment(table.environment())
                .orElseThrow(() -> new BadInput(
                        "schedules",
                        what + " must be in an environment of fanout.json ("
                                + String.join(", ", written.environments().keySet()) + "), got: \""
                                + table.environment() + "\""));
    }
}
