// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.guard.TargetGuard;
import dynamofanout.input.BadInput;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.TableRequest;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Opens and describes the tables that a request or a plan names; one that cannot be used is {@link BadInput}. */
final class TableInspection {
    /** "UpdateTable" in the API reference: a table stays available while it is UPDATING. */
    private static final Set<String> USABLE = Set.of("ACTIVE", "UPDATING");

    private static final String IF_TARGET_IS_MISSING = "create it, with the source's key, or correct its name";

    private final PlanningReads questions;
    private final TableOpener opener;
    private final TargetPolicy policy;
    private final TargetGuard guard;
    private final CreationPlanner creations;

    TableInspection(
            PlanningReads questions,
            TableOpener opener,
            TargetPolicy policy,
            TargetGuard guard,
            CreationPlanner creations) {
        this.questions = questions;
        this.opener = opener;
        this.policy = policy;
        this.guard = guard;
        this.creations = creations;
    }

    DescribedTable source(TableRequest request) {
        return look(request, "correct its name");
    }

    /** The target of a copy, or how it will be created. */
    DescribedTable target(CopyRequest request, DescribedTable source) {
        if (!request.checks().create()) {
            return look(
                    request.target(),
                    request.mode() == Mode.COMPARE
                            ? "correct its name"
                            : "add --create (\"create\": true) to have it created after the source, or correct its name");
        }
        OpenTable table = open(request.target());
        return questions
                .ask("DescribeTable", table, t -> t.items().setup().find())
                .map(found -> described(request.target(), table, found.table()))
                .orElseGet(() -> creations.plan(request, source, table));
    }

    /** The source of a plan, which must be the same table as then. */
    DescribedTable sourceAgain(Plan plan) {
        DescribedTable source = source(
                new TableRequest(plan.source().environment(), plan.source().table()));
        requireSame(plan.source(), source);
        return source;
    }

    /** The target of a plan, which must be the same table as then, or is still to be created. */
    DescribedTable targetAgain(Plan plan, DescribedTable source) {
        DescribedTable target = plan.target().identity().isKnown() ? targetAgain(plan) : creations.again(plan, source);
        if (target.isThere()) {
            requireSame(plan.target(), target);
        }
        return target;
    }

    private static void requireSame(PlannedTable planned, DescribedTable now) {
        if (!PlannedTable.Identity.of(now.description()).equals(planned.identity())) {
            throw new BadInput(now.table().words()
                    + " is not the one that the run was planned for: it was re-created; start a new copy");
        }
    }

    /** Of a resumed run; one that the run has created itself may not be ready yet, and will be waited for. */
    private DescribedTable targetAgain(Plan plan) {
        var request =
                new TableRequest(plan.target().environment(), plan.target().table());
        OpenTable table = open(request);
        TableDescription found = questions.ask(
                "DescribeTable", table, IF_TARGET_IS_MISSING, t -> t.items().describe());
        boolean isInTheMaking = plan.creation().isPresent() && found.status().equals("CREATING");
        return isInTheMaking ? identified(request, table, found) : described(request, table, found);
    }

    DescribedTable target(TableRequest request) {
        return look(request, IF_TARGET_IS_MISSING);
    }

    private DescribedTable look(TableRequest request, String ifMissing) {
        OpenTable table = open(request);
        return described(request, table, questions.ask("DescribeTable", table, ifMissing, t -> t.items()
                .describe()));
    }

    private OpenTable open(TableRequest request) {
        OpenTable table = opener.open(request.environment(), request.table(), TableUse.READ);
        policy.unlisted(request.environment(), table.name()).ifPresent(sentence -> {
            throw new BadInput(sentence); // before AWS is asked: a role's denial would say less
        });
        return table;
    }

    private DescribedTable described(TableRequest request, OpenTable table, TableDescription description) {
        if (!USABLE.contains(description.status())) {
            throw new BadInput(table.words() + " must be ACTIVE or UPDATING, got: " + description.status()
                    + " (wait until it is, then try again)");
        }
        return identified(request, table, description);
    }

    private DescribedTable identified(TableRequest request, OpenTable table, TableDescription description) {
        AwsCredentials credentials = table.access().credentials().resolveCredentials();
        TableIdentity identity = TableIdentity.of(table.access(), description.arn(), request.table(), credentials);
        policy.otherAccount(request.environment(), table.name(), identity).ifPresent(sentence -> {
            throw new BadInput(sentence);
        });
        return new DescribedTable(table, description, identity);
    }

    /** Refuses two tables between which this may not be done, or cannot. */
    void refuse(DescribedTable source, DescribedTable target, Mode mode) {
        if (!target.isThere()) {
            return; // it has been judged, and there is nothing to be asked
        }
        questions
                .ask("DescribeTable", target.table(), t -> guard.refusal(source.found(), target.found(), mode))
                .ifPresent(sentence -> {
                    throw new BadInput(sentence);
                });
        if (!source.description().key().equals(target.description().key())) {
            throw new BadInput(
                    "the tables' keys must be the same: " + source.table().words() + " has "
                            + source.description().key() + ", " + target.table().words() + " has "
                            + target.description().key());
        }
    }
}
