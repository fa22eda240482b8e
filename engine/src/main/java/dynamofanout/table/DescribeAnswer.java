// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the answers of DescribeTable and similar calls. */
final class DescribeAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    private DescribeAnswer() {}

    static TableDescription table(Slice answer) {
        return table(tree(answer).path("Table"));
    }

    /** The description of a table in an answer of CreateTable or DescribeTable. */
    static TableDescription table(JsonNode table) {
        Map<String, String> types = new HashMap<>();
        for (JsonNode attribute : table.path("AttributeDefinitions")) {
            types.put(
                    attribute.path("AttributeName").asText(),
                    attribute.path("AttributeType").asText());
        }
        List<IndexDescription> indexes = new ArrayList<>();
        table.path("GlobalSecondaryIndexes").forEach(index -> indexes.add(index(index, true, types)));
        table.path("LocalSecondaryIndexes").forEach(index -> indexes.add(index(index, false, types)));
        return new TableDescription(
                table.path("TableName").asText(),
                table.path("TableArn").asText(),
                table.path("TableId").asText(),
                instant(table.path("CreationDateTime")),
                table.path("TableStatus").asText(),
                key(table, types),
                indexes,
                throughput(table),
                table.path("ItemCount").asLong(),
                table.path("TableSizeBytes").asLong(),
                table.path("StreamSpecification").path("StreamEnabled").asBoolean(),
                replicas(table.path("Replicas")),
                table.path("TableClassSummary").path("TableClass").asText("STANDARD"),
                Optional.ofNullable(
                        table.path("SSEDescription").path("KMSMasterKeyArn").textValue()));
    }

    /** The Regions of a global table of version 2017. */
    static List<Replica> oldReplicas(Slice answer) {
        return replicas(tree(answer).path("GlobalTableDescription").path("ReplicationGroup"));
    }

    private static List<Replica> replicas(JsonNode described) {
        List<Replica> replicas = new ArrayList<>();
        described.forEach(replica -> replicas.add(new Replica(
                replica.path("RegionName").asText(),
                Optional.ofNullable(replica.path("ReplicaArn").textValue()))));
        return replicas;
    }

    static TableSettings settings(Slice answer) {
        JsonNode table = tree(answer).path("Table");
        Map<String, String> statuses = new HashMap<>();
        for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
            statuses.put(
                    index.path("IndexName").asText(),
                    index.path("IndexStatus").asText()
                            + (index.path("Backfilling").asBoolean() ? ", backfilling" : ""));
        }
        JsonNode stream = table.path("StreamSpecification");
        return new TableSettings(
                stream.path("StreamEnabled").asBoolean()
                        ? Optional.of(stream.path("StreamViewType").asText())
                        : Optional.empty(),
                table.path("DeletionProtectionEnabled").asBoolean(),
                encryption(table.path("SSEDescription")),
                statuses);
    }

    /** Tables without SSEDescription are encrypted too, by a key that DynamoDB owns. */
    private static String encryption(JsonNode sse) {
        String status = sse.path("Status").asText();
        return status.equals("ENABLED") || status.equals("UPDATING")
                ? "KMS key " + sse.path("KMSMasterKeyArn").asText()
                : "key of DynamoDB (AWS owned)";
    }

    /** The attribute with the time of expiry, if TTL is on. */
    static Optional<String> timeToLive(Slice answer) {
        JsonNode ttl = tree(answer).path("TimeToLiveDescription");
        String status = ttl.path("TimeToLiveStatus").asText();
        return status.equals("ENABLED") || status.equals("ENABLING")
                ? Optional.of(ttl.path("AttributeName").asText())
                : Optional.empty();
    }

    static ContinuousBackups continuousBackups(Slice answer, Instant at) {
        JsonNode recovery = tree(answer).path("ContinuousBackupsDescription").path("PointInTimeRecoveryDescription");
        JsonNode days = recovery.path("RecoveryPeriodInDays");
        return new ContinuousBackups(
                recovery.path("PointInTimeRecoveryStatus").asText().equals("ENABLED"),
                days.isNumber() ? Optional.of(days.asInt()) : Optional.empty(),
                at);
    }

    static String backupArn(Slice answer) {
        return needed(tree(answer).path("BackupDetails").path("BackupArn"), "BackupArn");
    }

    static String backupStatus(Slice answer) {
        return needed(
                tree(answer).path("BackupDescription").path("BackupDetails").path("BackupStatus"), "BackupStatus");
    }

    private static String needed(JsonNode text, String name) {
        if (!text.isTextual()) {
            throw new MalformedJson("an answer names no " + name, 0);
        }
        return text.textValue();
    }

    private static IndexDescription index(JsonNode index, boolean isGlobal, Map<String, String> types) {
        return new IndexDescription(
                index.path("IndexName").asText(),
                isGlobal,
                key(index, types),
                index.path("Projection").path("ProjectionType").asText(),
                Math.max(
                        index.path("ProvisionedThroughput")
                                .path("WriteCapacityUnits")
                                .asDouble(),
                        index.path("OnDemandThroughput")
                                .path("MaxWriteRequestUnits")
                                .asDouble()),
                index.path("ItemCount").asLong(),
                index.path("IndexSizeBytes").asLong());
    }

    private static KeySchema key(JsonNode owner, Map<String, String> types) {
        List<KeyAttribute> partition = new ArrayList<>();
        List<KeyAttribute> sort = new ArrayList<>();
        for (JsonNode element : owner.path("KeySchema")) {
            String name = element.path("AttributeName").asText();
            var attribute = new KeyAttribute(name, types.getOrDefault(name, "?"));
            (element.path("KeyType").asText().equals("HASH") ? partition : sort).add(attribute);
        }
        if (partition.isEmpty()) {
            throw new MalformedJson("DescribeTable names no partition key", 0);
        }
        return new KeySchema(partition, sort);
    }

    private static Throughput throughput(JsonNode table) {
        boolean onDemand =
                table.path("BillingModeSummary").path("BillingMode").asText().equals("PAY_PER_REQUEST");
        JsonNode most = onDemand ? table.path("OnDemandThroughput") : table.path("ProvisionedThroughput");
        return new Throughput(
                onDemand,
                Math.max(
                        0,
                        most.path(onDemand ? "MaxReadRequestUnits" : "ReadCapacityUnits")
                                .asDouble()),
                Math.max(
                        0,
                        most.path(onDemand ? "MaxWriteRequestUnits" : "WriteCapacityUnits")
                                .asDouble()),
                table.path("WarmThroughput").path("WriteUnitsPerSecond").asDouble());
    }

    /** DynamoDB JSON writes times as seconds since 1970 with a fraction. */
    private static Instant instant(JsonNode seconds) {
        BigDecimal value = seconds.isNumber() ? seconds.decimalValue() : BigDecimal.ZERO;
        return Instant.ofEpochMilli(value.movePointRight(3).longValue());
    }

    static JsonNode tree(Slice answer) {
        try {
            JsonNode tree = JSON.readTree(answer.bytes(), answer.from(), answer.length());
            if (tree.isObject()) { // Jackson does not treat an empty text as an error
                return tree;
            }
        } catch (IOException e) {
            // not JSON either
        }
        throw new MalformedJson("an answer is no JSON object", 0);
    }
}
