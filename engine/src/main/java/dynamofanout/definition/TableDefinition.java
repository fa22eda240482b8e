package dynamofanout.definition;

import dynamofanout.environment.CreateSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What makes a table: whatever CreateTable takes of an existing one, and what is set once it is there. Lists are in an
 * order of their own, so that two tables that are alike have equal definitions.
 *
 * @param attributes types ({@code S}, {@code N}, {@code B}) of all attributes in keys, by name
 * @param units provisioned; empty: on demand
 * @param streamView such as {@code NEW_AND_OLD_IMAGES}, where it has a stream
 * @param tableClass {@code STANDARD} or {@code STANDARD_INFREQUENT_ACCESS}
 */
public record TableDefinition(
        String name,
        Map<String, String> attributes,
        List<KeyPart> key,
        List<IndexDefinition> localIndexes,
        List<IndexDefinition> globalIndexes,
        Optional<Units> units,
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

    /** The definition of an existing table, of which DescribeTable does not tell the features. */
    public static TableDefinition of(TableDescription table, TableFeatures features) {
        var attributes = new TreeMap<String, String>();
        table.attributeDefinitions()
                .forEach(attribute -> attributes.put(attribute.attributeName(), attribute.attributeTypeAsString()));
        return new TableDefinition(
                table.tableName(),
                attributes,
                KeyPart.of(table.keySchema()),
                table.localSecondaryIndexes().stream().map(IndexDefinition::of).toList(),
                table.globalSecondaryIndexes().stream().map(IndexDefinition::of).toList(),
                Units.of(table.provisionedThroughput()),
                Optional.ofNullable(table.streamSpecification())
                        .filter(stream -> Boolean.TRUE.equals(stream.streamEnabled()))
                        .map(stream -> stream.streamViewTypeAsString()),
                Optional.ofNullable(table.tableClassSummary())
                        .map(summary -> summary.tableClassAsString())
                        .orElse(STANDARD),
                features);
    }

    /** The same under another name. */
    public TableDefinition named(String newName) {
        return new TableDefinition(
                newName, attributes, key, localIndexes, globalIndexes, units, streamView, tableClass, features);
    }

    /** The same, paid by what is used. */
    public TableDefinition onDemand() {
        return new TableDefinition(
                name,
                attributes,
                key,
                localIndexes,
                globalIndexes.stream().map(IndexDefinition::onDemand).toList(),
                Optional.empty(),
                streamView,
                tableClass,
                features);
    }

    /** The same with other features. */
    public TableDefinition with(TableFeatures newFeatures) {
        return new TableDefinition(
                name, attributes, key, localIndexes, globalIndexes, units, streamView, tableClass, newFeatures);
    }

    /**
     * The table that is created in an environment after this one: keys, indexes, class and stream as they are here, the
     * rest as the environment says.
     *
     * @param marks tags that whoever creates it adds
     */
    public TableDefinition createdBy(CreateSettings settings, Map<String, String> marks) {
        var tags = new TreeMap<String, String>(settings.takesTags() ? features.tags() : Map.of());
        tags.putAll(settings.tags());
        tags.putAll(marks);
        var created = new TableFeatures(
                features.timeToLive(),
                settings.isRecoverable(),
                settings.isDeletionProtected(),
                settings.kmsKey(),
                tags);
        return (settings.keepsBilling() ? this : onDemand()).with(created);
    }

    /** {@code id, number}: the names of the key's attributes. */
    public String keyWords() {
        return key.stream().map(KeyPart::attribute).collect(Collectors.joining(", "));
    }

    /** {@code on demand}, or the provisioned units. */
    public String billingWords() {
        return units.map(provisioned ->
                        "provisioned, " + provisioned.reads() + " read and " + provisioned.writes() + " write units/s")
                .orElse("on demand");
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
