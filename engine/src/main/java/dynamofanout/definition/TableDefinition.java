// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.CreateSettings;
import dynamofanout.table.RawDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The definition of a table: everything that CreateTable can take over from an existing table, and settings that follow
 * once the table exists. Lists are sorted, so that two tables with the same settings have equal definitions.
 *
 * @param attributes types ({@code S}, {@code N}, {@code B}) of all attributes in keys, by name
 * @param streamView such as {@code NEW_AND_OLD_IMAGES}, where it has a stream
 * @param tableClass {@code STANDARD} or {@code STANDARD_INFREQUENT_ACCESS}
 */
public record TableDefinition(
        String name,
        Map<String, String> attributes,
        List<KeyPart> key,
        List<IndexDefinition> localIndexes,
        List<IndexDefinition> globalIndexes,
        Throughput throughput,
        Optional<String> streamView,
        String tableClass,
        TableFeatures features) {
    private static final String STANDARD = "STANDARD";

    public TableDefinition {
        attributes = new TreeMap<>(attributes);
        key = List.copyOf(key);
        localIndexes = byName(localIndexes);
        globalIndexes = byName(globalIndexes);
    }

    /**
     * The definition of a table, as DescribeTable and CreateTable have it.
     *
     * @param features that neither of them describes, or that they describe differently
     */
    public static TableDefinition of(JsonNode table, TableFeatures features) {
        var attributes = new TreeMap<String, String>();
        table.path("AttributeDefinitions")
                .forEach(attribute -> attributes.put(
                        attribute.path("AttributeName").asText(),
                        attribute.path("AttributeType").asText()));
        JsonNode stream = table.path("StreamSpecification");
        return new TableDefinition(
                table.path("TableName").asText(),
                attributes,
                KeyPart.of(table.path("KeySchema")),
                indexes(table.path("LocalSecondaryIndexes")),
                indexes(table.path("GlobalSecondaryIndexes")),
                Throughput.of(table),
                stream.path("StreamEnabled").asBoolean()
                        ? Optional.of(stream.path("StreamViewType").asText())
                        : Optional.empty(),
                table.path("TableClassSummary")
                        .path("TableClass")
                        .asText(table.path("TableClass").asText(STANDARD)),
                features);
    }

    private static List<IndexDefinition> indexes(JsonNode described) {
        List<IndexDefinition> indexes = new ArrayList<>();
        described.forEach(index -> indexes.add(IndexDefinition.of(index)));
        return indexes;
    }

    /** The same definition under another name. */
    public TableDefinition named(String newName) {
        return new TableDefinition(
                newName, attributes, key, localIndexes, globalIndexes, throughput, streamView, tableClass, features);
    }

    /** The same definition with on-demand billing. */
    public TableDefinition onDemand() {
        return new TableDefinition(
                name,
                attributes,
                key,
                localIndexes,
                globalIndexes.stream().map(IndexDefinition::onDemand).toList(),
                Throughput.UNLIMITED,
                streamView,
                tableClass,
                features);
    }

    /** The same definition with other features. */
    public TableDefinition with(TableFeatures newFeatures) {
        return new TableDefinition(
                name, attributes, key, localIndexes, globalIndexes, throughput, streamView, tableClass, newFeatures);
    }

    /**
     * The definition of the table that is created in an environment from this one. Keys, indexes, class and stream stay
     * the same. The environment's settings decide the rest.
     *
     * @param settings of the environment
     */
    public TableDefinition createdBy(CreateSettings settings) {
        var tags = new TreeMap<String, String>(settings.takesTags() ? features.tags() : Map.of());
        tags.putAll(settings.tags());
        var created = new TableFeatures(
                features.timeToLive(),
                settings.isRecoverable(),
                settings.isDeletionProtected(),
                settings.kmsKey(),
                tags);
        return (settings.keepsBilling() ? this : onDemand()).with(created);
    }

    /** The names of the key's attributes: {@code id, number}. */
    public String keyWords() {
        return key.stream().map(KeyPart::attribute).collect(Collectors.joining(", "));
    }

    /** {@code on demand}, or the units. */
    public String billingWords() {
        return throughput.words();
    }

    /** The request of CreateTable. It has everything except TTL and point-in-time recovery, which are set later. */
    public ObjectNode createRequest() {
        return CreateTableJson.request(this);
    }

    /** Whether another table has the same keys and indexes, whatever its other settings. */
    public boolean hasKeysOf(TableDefinition other) {
        return attributes.equals(other.attributes)
                && key.equals(other.key)
                && localIndexes.equals(other.localIndexes)
                && onDemand().globalIndexes.equals(other.onDemand().globalIndexes);
    }

    /** The same definition with one more tag. */
    public TableDefinition tagged(String tag, String value) {
        var tags = new TreeMap<String, String>(features.tags());
        tags.put(tag, value);
        return with(new TableFeatures(
                features.timeToLive(),
                features.isRecoverable(),
                features.isDeletionProtected(),
                features.kmsKey(),
                tags));
    }

    /**
     * What DescribeTable would return for such a table without items.
     *
     * @param arn that it would have
     */
    public RawDescription described(String arn) {
        ObjectNode json = createRequest().put("TableArn", arn).put("TableStatus", "ACTIVE");
        json.putObject("BillingModeSummary").set("BillingMode", json.path("BillingMode"));
        json.putObject("TableClassSummary").put("TableClass", tableClass);
        features.kmsKey().ifPresent(kmsKey -> json.putObject("SSEDescription").put("KMSMasterKeyArn", kmsKey));
        return RawDescription.of(json);
    }

    /** Whether some settings have to be made once the table has its items. */
    public boolean hasLaterSettings() {
        return features.timeToLive().isPresent() || features.isRecoverable();
    }

    /** The complete definition, from which {@link #read} makes an equal one. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("request", createRequest());
        features.timeToLive().ifPresent(attribute -> json.put("timeToLive", attribute));
        return json.put("pointInTimeRecovery", features.isRecoverable());
    }

    /** Reads what {@link #json} has written. */
    public static TableDefinition read(JsonNode json) {
        JsonNode request = json.path("request");
        var tags = new TreeMap<String, String>();
        request.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return of(
                request,
                new TableFeatures(
                        Optional.ofNullable(json.path("timeToLive").textValue()),
                        json.path("pointInTimeRecovery").asBoolean(),
                        request.path("DeletionProtectionEnabled").asBoolean(),
                        Optional.ofNullable(request.path("SSESpecification")
                                .path("KMSMasterKeyId")
                                .textValue()),
                        tags));
    }

    boolean isProvisioned() {
        return throughput instanceof Throughput.Provisioned;
    }

    boolean isStandardClass() {
        return tableClass.equals(STANDARD);
    }

    private static List<IndexDefinition> byName(List<IndexDefinition> indexes) {
        return indexes.stream()
                .sorted(Comparator.comparing(IndexDefinition::name))
                .toList();
    }
}
