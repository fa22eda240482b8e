package dynamofanout.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One of the things that a copy of a selection reads, as it is kept in the run store: all that its reading needs.
 *
 * @param index whose keys the condition is about; absent: the table's
 */
public record Selected(KeyCondition condition, How how, Optional<String> index) {
    private static final JsonMapper JSON = new JsonMapper();

    /** How its items are read. */
    public enum How {
        /** The condition is a whole key of the table: looked up together with others. */
        GET,
        /** A Query answers whole items. */
        QUERY,
        /** A Query of an index that leaves attributes out: items are looked up by the keys it answers. */
        QUERY_THEN_GET
    }

    /** One of the owner's conditions. */
    static Selected of(KeyCondition condition, KeyOwner owner) {
        How how = owner.index().isEmpty() && condition.isWholeKey(owner.key())
                ? How.GET
                : owner.isPartial() ? How.QUERY_THEN_GET : How.QUERY;
        return new Selected(condition, how, owner.index().map(index -> index.name()));
    }

    /** As {@link #parse} reads it, in one line. */
    public String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("how", how.name());
        index.ifPresent(name -> json.put("index", name));
        return json.set("condition", condition.tree()).toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is none of those
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
