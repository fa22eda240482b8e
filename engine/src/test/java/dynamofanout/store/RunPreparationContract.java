// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.store.StoreSamples.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.definition.NotCopied;
import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.request.Ceilings;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Creation;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.Plans;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a backup and of a created target before the first write. */
interface RunPreparationContract extends RunStoreCase {
    @Test
    default void a_created_target_is_the_plans_from_then_on() {
        createWithTarget();
        var made =
                new Creation.Made("arn:aws:dynamodb:eu-west-1:222222222222:table/New", "id-1", "2026-11-24T10:15:02Z");
        Creation begun = Creation.begun(FIRST, Instant.parse("2026-11-24T10:15:01Z"));

        assertThat(store().creation(RUN)).isEmpty();
        store().keepCreation(RUN, FIRST, begun.in("CREATING"));
        assertThat(store().creation(RUN)).contains(begun.in("CREATING"));
        assertThat(store().existing(RUN).plan()).isEqualTo(planWithTarget());
        store().keepCreation(RUN, FIRST, begun.of(made).ready());

        assertThat(store().creation(RUN)).contains(begun.of(made).ready());
        assertThat(store().existing(RUN).plan()).isEqualTo(planWithTarget().withTarget(made));
    }

    @Test
    default void only_the_runs_owner_keeps_a_created_target() {
        createWithTarget();
        Creation begun = Creation.begun(FIRST, Instant.EPOCH);
        store().own(RUN, FIRST, control -> control.resumedBy(SECOND, Ceilings.NONE, control.limits(), 0, Totals.NONE));

        assertThatThrownBy(() -> store().keepCreation(RUN, FIRST, begun)).isInstanceOf(NotOwner.class);

        assertThat(store().creation(RUN)).isEmpty();
    }

    @Test
    default void a_backup_is_kept_from_its_beginning_until_it_is_ready() {
        create();
        Backup begun = backup(FIRST).as("arn:aws:dynamodb:eu-west-1:222222222222:table/Orders/backup/01");

        assertThat(store().backup(RUN)).isEmpty();
        store().keepBackup(RUN, FIRST, backup(FIRST));
        assertThat(store().backup(RUN)).contains(backup(FIRST));
        store().keepBackup(RUN, FIRST, begun);
        assertThat(store().backup(RUN)).contains(begun);
        store().keepBackup(RUN, FIRST, begun.ready());

        assertThat(store().backup(RUN)).contains(begun.ready());
    }

    @Test
    default void a_backup_that_is_ready_is_never_replaced() {
        create();
        Backup moment = Backup.begun(Backup.Kind.POINT_IN_TIME, SampleRuns.TARGET, FIRST, Instant.EPOCH)
                .at(Instant.parse("2026-11-24T10:15:02Z"));
        store().keepBackup(RUN, FIRST, moment);

        store().keepBackup(RUN, FIRST, moment.at(Instant.parse("2026-11-24T11:00:00Z")));
        store().keepBackup(RUN, FIRST, backup(FIRST));

        assertThat(store().backup(RUN)).contains(moment);
    }

    @Test
    default void only_the_runs_owner_keeps_a_backup() {
        create();
        store().keepBackup(RUN, FIRST, backup(FIRST));
        store().own(RUN, FIRST, control -> control.resumedBy(SECOND, Ceilings.NONE, control.limits(), 0, Totals.NONE));

        assertThatThrownBy(() -> store().keepBackup(
                                RUN, FIRST, backup(FIRST).as("arn:late").ready()))
                .isInstanceOf(NotOwner.class);

        assertThat(store().backup(RUN)).contains(backup(FIRST));
    }

    @Test
    default void changes_nothing_in_control_by_keeping_a_backup() {
        create();

        store().keepBackup(RUN, FIRST, backup(FIRST));

        assertThat(store().control(RUN)).isEqualTo(SampleRuns.control());
        assertThat(store().backup(new RunId("other"))).isEmpty();
    }

    private void createWithTarget() {
        store().create(RUN, SampleRuns.request(), planWithTarget(), SampleRuns.control());
    }

    private static Plan planWithTarget() {
        var definition = TableDefinition.of(
                JsonNodeFactory.instance.objectNode().put("TableName", "Orders"), TableFeatures.NONE);
        var creation =
                new PlannedCreation(definition, List.of(new NotCopied("replicas", Optional.of("aws dynamodb …"))));
        return Plans.with(SampleRuns.plan(4), new Plan.TargetPreparation(Optional.empty(), Optional.of(creation)));
    }
}
