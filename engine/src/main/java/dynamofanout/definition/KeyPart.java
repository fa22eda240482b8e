package dynamofanout.definition;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * One attribute of a key. Global indexes may have up to four partition and four sort attributes, so keys are lists of
 * these.
 *
 * @param isPartition whether it is part of the partition key, else of the sort key
 */
record KeyPart(String attribute, boolean isPartition) {
    static List<KeyPart> of(List<KeySchemaElement> key) {
        return key.stream()
                .map(element -> new KeyPart(element.attributeName(), element.keyType() == KeyType.HASH))
                .toList();
    }

    /** {@code HASH} or {@code RANGE}, as all tools spell it. */
    String type() {
        return isPartition ? "HASH" : "RANGE";
    }

    /** The attributes of one half of a key, in their order. */
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
