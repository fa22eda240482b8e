// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static dynamofanout.plan.PlanBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import dynamofanout.request.Mode;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Encrypted tables, global tables, and one table under several names: what a plan says of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PlanReplicasIT extends PlannerFixture {
    @Test
    void says_which_keys_encrypt_the_tables() {
        createBoth("id:S");
        String key = "arn:aws:kms:eu-west-1:111111111111:key/1";
        bench.describe(name, table -> table.putObject("SSEDescription").put("KMSMasterKeyArn", key));

        assertThat(bench.plan(name).warnings())
                .contains("the source is encrypted with key " + key
                        + ": unless that is AWS's own (aws/dynamodb), whoever calls must be allowed to use it; \"kmsKeys\" of"
                        + " its environment in fanout.json allows it for the deployed roles");
    }

    @Test
    void a_denial_of_the_key_is_said_with_the_key() {
        createBoth("id:S");
        bench.http.fail(
                "Scan",
                name,
                "AccessDeniedException",
                "not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111111111111:key/1");

        assertThatThrownBy(() -> bench.plan(name))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "no permission for kms:Decrypt on key arn:aws:kms:eu-west-1:111111111111:key/1 that"
                                + " encrypts table " + name + " in production: list the key in \"kmsKeys\"");
    }

    @Test
    void warns_of_a_global_table() {
        createBoth("id:S");
        bench.describe(name, table -> table.putArray("Replicas").addObject().put("RegionName", "eu-west-1"));

        assertThat(bench.plan(name).warnings())
                .contains(
                        "the target is a replica of a global table: DynamoDB copies every write to the others too, and"
                                + " charges for it there: account devkey, Region eu-west-1, endpoint localhost:"
                                + db.endpoint().getPort());
    }

    @Test
    void a_target_that_is_a_replica_of_the_source_can_only_be_compared_with_it() {
        String other = name + "-far";
        source.createTable(table(name, "id:S").build());
        target.createTable(table(other, "id:S").build());
        bench.describe(other, table -> table.putArray("Replicas")
                .addObject()
                .put("RegionName", "us-east-1")
                .put("ReplicaArn", "arn:aws:dynamodb:us-east-1:111111111111:table/" + name));
        bench.configure("{\"environments\": {\"production\": {\"account\": \"111111111111\", \"region\": \"us-east-1\","
                + " \"profile\": \"production\", \"protected\": true, \"tables\": [\"*\"]}}}");

        for (Mode mode : Mode.values()) {
            ThrowingCallable plan = () ->
                    bench.planFromTo("production", name, "development", other, "\"mode\":\"" + mode.word() + "\"");
            if (mode == Mode.COMPARE) {
                assertThatCode(plan).doesNotThrowAnyException();
            } else {
                assertRefused(
                        "table " + other + " in development has a replica in the protected environment production"
                                + " (account 111111111111, Region us-east-1, endpoint localhost:"
                                + db.endpoint().getPort()
                                + "): whatever is written or deleted in the one, DynamoDB writes or deletes in the other;"
                                + " choose another target",
                        plan);
            }
        }
    }

    @Test
    void a_global_table_of_2017_is_asked_for_its_replicas() {
        createBoth("id:S");
        bench.http.reply(
                "DescribeGlobalTable",
                name,
                "{\"GlobalTableDescription\":{\"ReplicationGroup\":[{\"RegionName\":\"us-east-1\"},"
                        + "{\"RegionName\":\"eu-west-1\"}]}}");
        bench.configure("{\"environments\": {\"live\": {\"account\": \"222222222222\", \"region\": \"eu-west-1\","
                + " \"profile\": \"development\", \"protected\": true, \"tables\": [\"*\"]}}}");

        assertRefused(
                inDevelopment() + " has a replica in the protected environment live (account devkey, Region eu-west-1,"
                        + " endpoint localhost:" + db.endpoint().getPort()
                        + "): whatever is written or deleted in the one, DynamoDB writes or deletes in the other; choose"
                        + " another target");
    }

    @Test
    void a_target_with_items_of_a_global_table_is_refused_where_its_replicas_are_not_told() {
        createBoth("id:S");
        bench.http.fail("DescribeGlobalTable", name, "AccessDeniedException", "User: arn:x is not authorized");
        bench.plan(name);
        target.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "id", AttributeValue.fromS("1"), "aws:rep:updateregion", AttributeValue.fromS("eu-west-1"))));

        assertRefused(inDevelopment()
                + " seems to be a replica of a global table of 2017 (its items have attributes aws:rep:*), and it could"
                + " not be found out where its other replicas are: allow dynamodb:DescribeGlobalTable on it");
    }

    @Test
    void keys_that_lead_to_one_database_lead_to_one_table() {
        try (LoopbackDynamoDb shared = LoopbackDynamoDb.startShared();
                var planning = new PlanBench(shared);
                DynamoDbClient one = PlanBench.client(shared, PlanBench.SOURCE_KEY, Region.US_EAST_1)) {
            one.createTable(table(name, "id:S").build());
            one.createTable(table(name + "-copy", "id:S").build());
            String created = one.describeTable(of -> of.tableName(name))
                    .table()
                    .creationDateTime()
                    .toString();
            String database =
                    " with creation time " + created + " (all keys lead to one database at endpoint localhost:"
                            + shared.endpoint().getPort() + ")";

            assertRefused(
                    "the target must be another table than the source, got for both: table " + name + database,
                    () -> planning.plan(name));
            assertThatCode(() -> planning.planFromTo("production", name, "development", name + "-copy"))
                    .doesNotThrowAnyException();

            planning.configure(
                    "{\"environments\": {\"production\": {\"account\": \"111111111111\","
                            + " \"region\": \"us-east-1\", \"profile\": \"production\", \"protected\": true, \"tables\": [\"*\"]}}}");
            assertRefused(
                    "table " + name + " in development is the table of the protected environment production" + database
                            + " and can never be a target",
                    () -> planning.planFromTo("far", name + "-copy", "development", name));
        }
    }

    @Test
    void one_table_id_is_one_table_behind_a_custom_endpoint() {
        createBoth("id:S");
        bench.describe(name, table -> table.put("TableId", "7b2c"));

        assertRefused("the target must be another table than the source, got for both: table " + name
                + " with TableId 7b2c (all keys lead to one database at endpoint localhost:"
                + db.endpoint().getPort() + ")");
    }
}
