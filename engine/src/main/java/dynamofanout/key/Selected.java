// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One condition of a selection and how its items are read. It is stored in the run store with everything that reading
 * needs.
 *
 * @param index the index that the condition is about; absent: the table itself
 */
public record Selected(KeyCondition condition, How how, Optional<String> index) {
    private static final JsonMapper JSON = new JsonMapper();

    /** How the items of a condition are read. */
    public enum How {
        /** By look-up: the condition is a whole key of the table. Several are looked up in one call. */
        GET,
        /** By a Query that returns whole items. */
        QUERY,
        /**
         * By a Query of an index that does not project all attributes. The items are then looked up by the keys that it
         * returned.
         */
        QUERY_THEN_GET
    }

    /** Chooses how a condition on the owner's keys is read. */
    static Selected of(KeyCondition condition, KeyOwner owner) {
        How how = owner.index().isEmpty() && condition.isWholeKey(owner.key())
                ? How.GET
                : owner.isPartial() ? How.QUERY_THEN_GET : How.QUERY;
        return new Selected(condition, how, owner.index().map(index -> index.name()));
    }

    /** One line of text that {@link #parse} reads. */
    public String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("how", how.name());
        index.ifPresent(name -> json.put("index", name));
        return json.set("condition", condition.tree()).toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if {@link #text} cannot have written it
     */
    public static Selected parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Selected(
                    KeyCondition.read(json.path("condition")),
                    How.valueOf(json.path("how").asText()),
                    Optional.ofNullable(json.path("index").textValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a selected key is no JSON", e);
        }
    }
}
