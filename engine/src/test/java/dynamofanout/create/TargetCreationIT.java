// SPDX-License-Identifier: Apache-2.0
package dynamofanout.create;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.environment.TableUse;
import dynamofanout.item.ItemJson;
import dynamofanout.request.RunId;
import dynamofanout.run.Creation;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.PreparationState;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stop;
import dynamofanout.store.TargetStepsFixture;
import dynamofanout.testing.BackupsHere.Trouble;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Steps towards a run's target: what is waited for, for how long, and whose table is taken for the run's own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TargetCreationIT extends TargetStepsFixture {
    private static final RunId RUN = SampleRuns.RUN;
    private static final String FIRST = RUN.text();
    private static final String SECOND = RUN + "--2";
    private static final String REQUEST =
            """
            {"TableName": "Orders", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
            """;

    @Test
    void a_table_that_is_not_ready_after_an_hour_ends_the_run_and_a_resume_waits_again() {
        service.looksUntilCreated(100);
        plan();

        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        clock.turn(Duration.ofMinutes(59));
        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        clock.turn(Duration.ofMinutes(1));
        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);

        assertThat(stop())
                .isEqualTo("table Orders in development was not ready after 1 h (CREATING): nothing was written; resume"
                        + " to wait for it again");
        resume();
        assertThat(step(SECOND)).isEqualTo(PreparationState.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LimitExceededException", "ThrottlingException", "InternalServerError"})
    void a_busy_control_plane_is_waited_for(String code) {
        service.troubles(operation -> Optional.of(Trouble.refused(code)));
        plan();

        assertThat(step(FIRST)).isEqualTo(PreparationState.WAITING);
        assertThat(store.creation(RUN).orElseThrow().state())
                .isEqualTo("CreateTable was answered with " + code + ": injected");
        service.troubles(operation -> Optional.empty());
        step(FIRST);

        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);
        assertThat(store.existing(RUN).plan().target().identity().arn())
                .isEqualTo(target().describeTable(table -> table.tableName("Orders"))
                        .table()
                        .tableArn());
    }

    @Test
    void a_refusal_that_does_not_pass_ends_the_run_with_the_sentence() {
        service.troubles(operation -> Optional.of(Trouble.refused("AccessDeniedException")));
        plan();

        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);
        assertThat(stop())
                .isEqualTo("no permission to create table Orders in development (dynamodb:CreateTable,"
                        + " dynamodb:TagResource, dynamodb:DescribeTable): nothing was written; allow it and resume"
                        + " (injected)");
    }

    @Test
    void where_nobody_knows_tags_a_young_empty_table_of_the_same_keys_is_the_runs_own() {
        dynamo.close();
        dynamo = LoopbackDynamoDb.start();
        plan();
        create("id");

        assertThat(step(FIRST)).isEqualTo(PreparationState.READY);
        assertThat(store.creation(RUN).flatMap(Creation::made)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other keys", "older", "not empty"})
    void where_nobody_knows_tags_any_other_table_is_left_alone(String how) {
        dynamo.close();
        dynamo = LoopbackDynamoDb.start();
        if (how.equals("older")) {
            clock.turn(Duration.ofDays(36_500));
        }
        plan();
        create(how.equals("other keys") ? "key" : "id");
        if (how.equals("not empty")) {
            target().putItem(put -> put.tableName("Orders").item(Map.of("id", AttributeValue.fromS("theirs"))));
        }

        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);
        assertThat(stop())
                .isEqualTo("table Orders in development was created by somebody else just now: it is left alone;"
                        + " nothing was written");
        assertThat(store.creation(RUN).flatMap(Creation::made)).isEmpty();
    }

    @Test
    void a_stopped_run_creates_nothing() {
        plan();
        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));

        assertThat(step(FIRST)).isEqualTo(PreparationState.ENDED);
        assertThat(target().listTables().tableNames()).isEmpty();
    }

    private PreparationState step(String execution) {
        return new TargetCreation(store, open(TableUse.CREATE), clock).step(RUN, execution);
    }

    private void create(String key) {
        open(TableUse.CREATE)
                .items()
                .setup()
                .create(definition(REQUEST.replace("\"id\"", "\"" + key + "\"")).createRequest());
    }

    private DynamoDbClient target() {
        return dynamo.client(ACCOUNT);
    }

    private void plan() {
        var creation = new PlannedCreation(definition(REQUEST), List.of());
        create(new Plan.TargetPreparation(Optional.empty(), Optional.of(creation)));
    }

    private static TableDefinition definition(String request) {
        try {
            return TableDefinition.of(ItemJson.mapper().readTree(request), TableFeatures.NONE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
