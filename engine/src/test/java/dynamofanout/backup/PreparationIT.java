// SPDX-License-Identifier: Apache-2.0
package dynamofanout.backup;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.environment.TableUse;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedBackup;
import dynamofanout.run.PreparationState;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.store.ForwardingRunStore;
import dynamofanout.store.TargetStepsFixture;
import dynamofanout.table.ItemTable;
import dynamofanout.testing.BackupsHere.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The steps of a backup, one by one, with a process that dies between any two. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PreparationIT extends TargetStepsFixture {
    @BeforeEach
    void create_the_target() {
        dynamo.client("222222222222").createTable(table -> table.tableName("Orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    @Test
    void a_run_that_was_planned_without_a_backup_is_ready_and_keeps_none() {
        create(PlannedBackup.none("the target is empty"));

        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);
        assertThat(store.backup(RUN)).isEmpty();
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void a_moment_is_the_services_and_is_noted_once() {
        service.recovery(true);
        create(PlannedBackup.moment(Optional.empty()));
        Instant earliest = Instant.now().minusSeconds(1);

        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);
        Backup noted = store.backup(RUN).orElseThrow();
        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);

        assertThat(noted.moment().orElseThrow()).isBetween(earliest, Instant.now());
        assertThat(store.backup(RUN)).contains(noted);
        assertThat(service.calls()).containsExactly("DescribeContinuousBackups");
    }

    @Test
    void point_in_time_recovery_that_was_switched_off_since_ends_the_run() {
        create(PlannedBackup.moment(Optional.empty()));

        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);
        assertThat(stop())
                .isEqualTo(
                        "point-in-time recovery of table Orders in development was switched off after the plan was made:"
                                + " nothing was written; start a new run");
    }

    @Test
    void another_process_of_the_execution_goes_on_with_the_backup_that_is_being_made() {
        service.looksUntilAvailable(2);
        create(PlannedBackup.onDemand(100));

        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);

        assertThat(service.calls())
                .containsExactly("CreateBackup", "DescribeBackup", "DescribeBackup", "DescribeBackup");
        assertThat(store.backup(RUN).orElseThrow().arn())
                .contains(service.backups().get(0));
    }

    @Test
    void a_resumed_run_whose_backup_was_not_ready_makes_another() {
        service.looksUntilAvailable(1);
        create(PlannedBackup.onDemand(100));
        step(FIRST);
        resume();

        assertThat(step(SECOND)).isEqualTo(PreparationState.WAITING);
        assertThat(step(SECOND)).isEqualTo(PreparationState.READY);

        assertThat(store.backup(RUN).orElseThrow().arn())
                .contains(service.backups().get(1));
    }

    @Test
    void a_resumed_run_whose_backup_is_ready_makes_no_other() {
        create(PlannedBackup.onDemand(100));
        step(FIRST);
        resume();

        assertThat(step(SECOND)).isEqualTo(PreparationState.READY);
        assertThat(service.backups()).hasSize(1);
    }

    @Test
    void a_process_that_dies_before_it_kept_the_arn_backs_up_again_before_any_write() {
        create(PlannedBackup.onDemand(100));
        var dying = new ForwardingRunStore(store) {
            @Override
            public void keepBackup(RunId run, String execution, Backup backup) {
                if (backup.arn().isPresent()) {
                    throw new StoreFailed("the disk is full");
                }
                super.keepBackup(run, execution, backup);
            }
        };

        assertThatThrownBy(() -> new Preparation(dying, target(), clock).step(RUN, FIRST))
                .isInstanceOf(StoreFailed.class);
        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);

        assertThat(store.backup(RUN).orElseThrow().arn())
                .contains(service.backups().get(1));
    }

    @Test
    void an_execution_that_lost_the_run_prepares_nothing() {
        create(PlannedBackup.onDemand(100));
        resume();

        assertThatThrownBy(() -> step(FIRST)).isInstanceOf(NotOwner.class);
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void a_run_that_is_to_stop_is_not_backed_up() {
        create(PlannedBackup.onDemand(100));
        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));

        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void what_is_in_the_way_is_borne_for_an_hour() {
        create(PlannedBackup.onDemand(100));
        service.troubles(operation -> Optional.of(Trouble.refused("LimitExceededException")));

        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        clock.turn(Duration.ofMinutes(59));
        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        clock.turn(Duration.ofMinutes(1));
        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);

        assertThat(stop())
                .isEqualTo(
                        "the backup of table Orders in development was not ready after 1 h (CreateBackup was answered"
                                + " with LimitExceededException: injected): nothing was written");
    }

    @Test
    void a_backup_that_never_becomes_ready_ends_the_run_after_a_day() {
        service.looksUntilAvailable(100);
        create(PlannedBackup.onDemand(100));
        step(FIRST);
        clock.turn(Duration.ofHours(24));

        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);
        assertThat(stop())
                .isEqualTo(
                        "the backup of table Orders in development was not ready after 24 h (it is CREATING): nothing"
                                + " was written");
    }

    private PreparationState step(String execution) {
        return new Preparation(store, target(), clock).step(RUN, execution);
    }

    private void create(PlannedBackup backup) {
        create(new Plan.TargetPreparation(Optional.of(backup), Optional.empty()));
    }

    private ItemTable target() {
        return open(TableUse.BACK_UP).items();
    }
}
