// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.table.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key condition of a Query: equality for every partition attribute, equality for some of the leading sort attributes,
 * and at most one range, on the sort attribute after those.
 *
 * @param partition in the schema's order
 * @param sort the first sort attributes, in the schema's order
 * @param range of the next sort attribute
 */
public record KeyCondition(List<Equality> partition, List<Equality> sort, Optional<SortRange> range) {
    private static final JsonMapper JSON = new JsonMapper();

    /** An attribute and the one value it must have. */
    public record Equality(String attribute, KeyValue value) {}

    public KeyCondition {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }

    /** The condition as a KeyConditionExpression. */
    public Expression expression() {
        var expression = new KeyExpression();
        for (List<Equality> equalities : List.of(partition, sort)) {
            for (Equality equality : equalities) {
                expression.and(expression.name(equality.attribute()) + " = " + expression.value(equality.value()));
            }
        }
        range.ifPresent(stretch -> stretch.writeTo(expression));
        return expression.written();
    }

    /** Whether every key attribute has a value, so that at most one item of a table can match. */
    public boolean isWholeKey(KeySchema schema) {
        return range.isEmpty() && sort.size() == schema.sort().size();
    }

    /** The equalities as a key in DynamoDB JSON, for look-ups by key. */
    public String keyJson() {
        return equalities(partition, sort).toString();
    }

    /**
     * The condition as JSON that {@link #parse} reads. The same condition always has the same text, however it was
     * spelt.
     */
    public String json() {
        return tree().toString();
    }

    ObjectNode tree() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("partitionKey", equalities(partition));
        if (!sort.isEmpty()) {
            json.set("sortKey", equalities(sort));
        }
        range.ifPresent(stretch -> json.set("range", stretch.json()));
        return json;
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException if {@link #json} cannot have written the text
     */
    public static KeyCondition parse(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a key condition is no JSON", e);
        }
    }

    static KeyCondition read(JsonNode json) {
        return new KeyCondition(
                equalities(json.path("partitionKey")),
                equalities(json.path("sortKey")),
                Optional.ofNullable(json.get("range")).map(SortRange::read));
    }

    /** Whether a Query for this condition returns the item although it does not match. */
    public boolean leavesOut(Slice item) {
        return range.filter(SortRange::leavesOutAny)
                .filter(stretch -> stretch.leavesOut(item))
                .isPresent();
    }

    /** Names of attributes only: values must never get into logs. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        partition.forEach(equality -> names.add(equality.attribute()));
        sort.forEach(equality -> names.add(equality.attribute()));
        range.ifPresent(stretch -> names.add(stretch.attribute()));
        return "KeyCondition" + names;
    }

    @SafeVarargs
    private static ObjectNode equalities(List<Equality>... lists) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (List<Equality> list : lists) {
            list.forEach(
                    equality -> json.set(equality.attribute(), equality.value().json()));
        }
        return json;
    }

    private static List<Equality> equalities(JsonNode object) {
        return object.properties().stream()
                .map(entry -> new Equality(entry.getKey(), KeyValue.read(entry.getValue())))
                .toList();
    }
}
