// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A key on which two tables differ. Only the key, the names of attributes and, for an item that is to be deleted, a
 * digest are kept of the items.
 *
 * @param key DynamoDB JSON of the key attributes
 * @param attributes names of those that differ, if both tables have the item
 * @param digest of the target's item when it was compared, if it may be deleted
 */
public record Difference(Kind kind, String key, List<String> attributes, Optional<String> digest) {
    /**
     * Of one segment and phase so many are kept at least, more than a segment commonly has items, so that a comparison lists
     * them all and a mirror can go on with whatever limit of deletes; all are counted.
     */
    public static final int KEPT_OF_SEGMENT = 1_000_000;

    /** What is different. */
    public enum Kind {
        /** The target lacks the item. */
        MISSING,
        /** Both have it, not equal. */
        DIFFERENT,
        /** The source lacks it. */
        EXTRA;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Difference {
        attributes = List.copyOf(attributes);
    }

    public static Difference missing(String key) {
        return new Difference(Kind.MISSING, key, List.of(), Optional.empty());
    }

    public static Difference different(String key, List<String> attributes) {
        return new Difference(Kind.DIFFERENT, key, attributes, Optional.empty());
    }

    public static Difference extra(String key) {
        return new Difference(Kind.EXTRA, key, List.of(), Optional.empty());
    }

    /** An extra item that may be deleted as long as it is the one with this digest. */
    public static Difference extra(String key, String digest) {
        return new Difference(Kind.EXTRA, key, List.of(), Optional.of(digest));
    }

    /** One line of a file of differences. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("difference", kind.word());
        json.set("key", StoredJson.parse("a differing item's key", key));
        if (!attributes.isEmpty()) {
            attributes.forEach(json.putArray("attributes")::add);
        }
        digest.ifPresent(text -> json.put("digest", text));
        return json;
    }

    public static Difference read(JsonNode json) {
        List<String> attributes = new ArrayList<>();
        json.path("attributes").forEach(name -> attributes.add(name.asText()));
        return new Difference(
                Kind.valueOf(json.path("difference").asText().toUpperCase(Locale.ROOT)),
                json.path("key").toString(),
                attributes,
                Optional.ofNullable(json.path("digest").textValue()));
    }
}
