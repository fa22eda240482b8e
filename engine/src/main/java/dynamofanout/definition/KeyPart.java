// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attribute of a key. Global indexes may have up to four partition and four sort attributes, so keys are lists of
 * these.
 *
 * @param isPartition whether it is part of the partition key, else of the sort key
 */
record KeyPart(String attribute, boolean isPartition) {
    private static final String PARTITION = "HASH";

    static List<KeyPart> of(JsonNode keySchema) {
        List<KeyPart> key = new ArrayList<>();
        keySchema.forEach(element -> key.add(new KeyPart(
                element.path("AttributeName").asText(),
                element.path("KeyType").asText().equals(PARTITION))));
        return key;
    }

    /** {@code HASH} or {@code RANGE}, as all tools spell it. */
    String type() {
        return isPartition ? PARTITION : "RANGE";
    }

    /** The attributes of the partition key or of the sort key, in their order. */
    static List<String> attributes(List<KeyPart> key, boolean ofPartition) {
        return key.stream()
                .filter(part -> part.isPartition() == ofPartition)
                .map(KeyPart::attribute)
                .toList();
    }

    static Optional<String> sort(List<KeyPart> key) {
        return attributes(key, false).stream().findFirst();
    }
}
