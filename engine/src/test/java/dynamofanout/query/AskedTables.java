// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableUse;
import dynamofanout.input.InputObject;
import dynamofanout.pace.Waiting;
import dynamofanout.query.AnswerLimits.Carriage;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableOpener;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** DynamoDB Local as the environment {@code production}, and queries to it. */
public final class AskedTables implements AutoCloseable {
    static final String ACCOUNT = "111111111111";
    public static final String CONFIGURATION = "{\"home\": {\"account\": \"999999999999\", \"region\": \"eu-west-1\"},"
            + " \"environments\": {\"production\": {\"account\": \"" + ACCOUNT
            + "\", \"region\": \"eu-west-1\", \"profile\": \"production\", \"tables\": [\"Orders*\", \"Any*\", \"Missing\"]},"
            + " \"development\": {\"account\": \"222222222222\", \"region\": \"eu-west-1\", \"profile\": \"production\","
            + " \"tables\": [\"*\"]}}}";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final LoopbackDynamoDb server = LoopbackDynamoDb.start();
    private final DynamoDbClient sdk = server.client(ACCOUNT);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "timer");
        thread.setDaemon(true);
        return thread;
    });

    public DynamoDbClient sdk() {
        return sdk;
    }

    public SdkHttpClient http() {
        return UrlConnectionHttpClient.create();
    }

    Queries queries() {
        return queries(http(), System::nanoTime);
    }

    Queries queries(SdkHttpClient http, LongSupplier nanoTime) {
        Waiting none = (messages, nanos) -> null;
        return new Queries(QueryPermissions.deployed(configuration()), opener(http), nanoTime, () -> 0.5, none);
    }

    public Configuration configuration() {
        return Configuration.parse("fanout.json", CONFIGURATION);
    }

    /** As the function opens tables, through a client of the test's. */
    public TableOpener opener(SdkHttpClient http) {
        ProfileFile profiles = ProfileFile.builder()
                .content(new ByteArrayInputStream(
                        server.profile("production", ACCOUNT).getBytes(StandardCharsets.UTF_8)))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        var environments = new Environments(configuration(), () -> profiles, name -> null);
        return new TableOpener(environments, http, timer, Clock.systemUTC(), System::nanoTime, Duration.ofMinutes(1));
    }

    /** The table as workers open it. */
    public OpenTable open(String table) {
        return opener(http()).open("production", table, TableUse.READ);
    }

    /** A page as long as it takes. */
    static JsonNode ask(Queries queries, String request) {
        var bounds = new AnswerLimits(Long.MAX_VALUE / 2 + System.nanoTime() / 2, 5_500_000, Carriage.PLAIN);
        return ask(queries, request, bounds);
    }

    static JsonNode ask(Queries queries, String request, AnswerLimits bounds) {
        return tree(queries.answer(object(request), Optional.empty(), bounds).json());
    }

    static InputObject object(String request) {
        return InputObject.parse("the request", request.replace('\'', '"'));
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("an answer must be JSON, got: " + json, e);
        }
    }

    /**
     * Creates a table.
     *
     * @param key attributes written {@code name:TYPE}, the partition key first
     */
    public Creation table(String name, String... key) {
        return new Creation(name, key);
    }

    /** A table before it is made. */
    public final class Creation {
        private final CreateTableRequest.Builder request = CreateTableRequest.builder();
        private final List<AttributeDefinition> attributes = new ArrayList<>();
        private final List<GlobalSecondaryIndex> global = new ArrayList<>();
        private final List<LocalSecondaryIndex> local = new ArrayList<>();

        private Creation(String name, String... key) {
            request.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST).keySchema(schema(1, key));
        }

        /**
         * With a global index.
         *
         * @param hash how many of the attributes are of the partition key
         */
        public Creation global(String name, ProjectionType projected, int hash, String... key) {
            global.add(GlobalSecondaryIndex.builder()
                    .indexName(name)
                    .keySchema(schema(hash, key))
                    .projection(Projection.builder().projectionType(projected).build())
                    .build());
            return this;
        }

        public Creation local(String name, ProjectionType projected, String... key) {
            local.add(LocalSecondaryIndex.builder()
                    .indexName(name)
                    .keySchema(schema(1, key))
                    .projection(Projection.builder().projectionType(projected).build())
                    .build());
            return this;
        }

        public void create() {
            request.attributeDefinitions(attributes);
            if (!global.isEmpty()) {
                request.globalSecondaryIndexes(global);
            }
            if (!local.isEmpty()) {
                request.localSecondaryIndexes(local);
            }
            sdk.createTable(request.build());
        }

        private List<KeySchemaElement> schema(int hash, String... key) {
            List<KeySchemaElement> elements = new ArrayList<>();
            for (String attribute : key) {
                String[] parts = attribute.split(":", -1);
                AttributeDefinition definition = AttributeDefinition.builder()
                        .attributeName(parts[0])
                        .attributeType(parts[1])
                        .build();
                if (!attributes.contains(definition)) {
                    attributes.add(definition);
                }
                elements.add(KeySchemaElement.builder()
                        .attributeName(parts[0])
                        .keyType(elements.size() < hash ? KeyType.HASH : KeyType.RANGE)
                        .build());
            }
            return elements;
        }
    }

    @SafeVarargs
    public final void put(String table, Map<String, AttributeValue>... items) {
        for (Map<String, AttributeValue> item : items) {
            sdk.putItem(put -> put.tableName(table).item(item));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        sdk.close();
        server.close();
    }
}
