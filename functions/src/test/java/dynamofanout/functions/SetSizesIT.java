package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.functions.WorkflowHere.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The largest set that an execution takes, with ids and names as long as they may be, through the real handlers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetSizesIT {
    private static final int TABLES = 500;

    /** Of any input or output of a state, and of an execution. */
    private static final int LARGEST_PAYLOAD = 256 * 1024;

    /** Of an execution's cause. */
    private static final int LONGEST_CAUSE = 32_768;

    /** A set's id has at most 68 characters, the name of a table 255. */
    private static final String SET = "s".repeat(68);

    private static final String FANOUT_JSON =
            """
            {"home": {"account": "999999999999", "region": "eu-west-1"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "tables": ["App-*"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]}}}
            """;
    private static final String REQUEST =
            "{\"source\": {\"environment\": \"production\", \"table\": \"App-*\"}, \"target\": {\"environment\":"
                    + " \"development\"}, \"tablesAtOnce\": 20}";

    @TempDir
    private Path directory;

    @Test
    void five_hundred_tables_fit_into_every_payload() {
        try (var functions = new FunctionsHere(directory, FANOUT_JSON)) {
            var workflow = new WorkflowHere(functions, UnaryOperator.identity());
            DynamoDbClient source = functions.dynamo.client("111111111111");
            DynamoDbClient target = functions.dynamo.client("222222222222");
            names().forEach(name -> {
                create(source, name);
                create(target, name);
            });
            source.putItem(put -> put.tableName(names().get(0)).item(Map.of("id", AttributeValue.fromS("only"))));

            JsonNode chosen = workflow.plan("{\"execution\": \"" + SET + "\", \"request\": " + REQUEST + "}");
            Ended refused = workflow.run("other", REQUEST.replace("production", "development"));
            Ended ended = workflow.run(SET, REQUEST);
            Ended again = workflow.run("again", "{\"resume\": \"" + SET + "\"}");

            assertThat(chosen.path("set").path("runs")).hasSize(TABLES);
            assertThat(bytes(chosen)).isLessThan(LARGEST_PAYLOAD);
            assertThat(refused.cause().length()).isLessThan(LONGEST_CAUSE);
            assertThat(ended.cause()).isEmpty();
            assertThat(ended.output().path("tables")).hasSize(TABLES);
            assertThat(ended.output().path("counts").path("written").asInt()).isEqualTo(1);
            assertThat(bytes(ended.output())).isLessThan(LARGEST_PAYLOAD);
            assertThat(again.cause()).contains("nothing is left");
            assertThat(workflow.largestAnswer()).isLessThan(LARGEST_PAYLOAD);
        }
    }

    private static List<String> names() {
        return IntStream.range(0, TABLES)
                .mapToObj(i -> ("App-" + i + "-").concat("n".repeat(255)).substring(0, 255))
                .toList();
    }

    private static int bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static void create(DynamoDbClient client, String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    }
}
