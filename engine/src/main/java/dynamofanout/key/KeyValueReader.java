// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeyAttribute;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Reads the values of one key attribute. They are plain JSON, typed by the schema, or DynamoDB JSON of the schema's
 * type.
 */
final class KeyValueReader {
    private static final Set<String> TYPES = Set.of("S", "N", "B");

    /** The most digits that a number may have (limit of DynamoDB). */
    private static final int MOST_DIGITS = 38;

    private final KeyAttribute attribute;
    private final InputObject holder;

    /** @param holder the object that has the attribute as a field, for messages */
    KeyValueReader(KeyAttribute attribute, InputObject holder) {
        this.attribute = attribute;
        this.holder = holder;
    }

    /** Whether the value is DynamoDB JSON of a type that keys can have. */
    static boolean isTyped(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && TYPES.contains(value.fieldNames().next());
    }

    KeyValue read(JsonNode value) {
        if (isTyped(value)) {
            JsonNode inner = value.path(attribute.type());
            if (!inner.isTextual()) {
                throw wrong();
            }
            return typed(inner.textValue());
        }
        boolean isNumber = attribute.type().equals("N") && value.isNumber();
        if (!value.isTextual() && !isNumber) {
            throw wrong();
        }
        return typed(isNumber ? value.decimalValue().toString() : value.textValue());
    }

    private KeyValue typed(String text) {
        try {
            if (attribute.type().equals("N")
                    && new BigDecimal(text).stripTrailingZeros().precision() > MOST_DIGITS) {
                throw wrong();
            }
            return new KeyValue(attribute.type(), text);
        } catch (IllegalArgumentException noNumberOrBase64) {
            throw wrong();
        }
    }

    private BadInput wrong() {
        return holder.wrong(
                attribute.name(),
                switch (attribute.type()) {
                    case "N" -> "a number of at most 38 digits, such as 17 or \"17\"";
                    case "B" -> "binary as base64 with its padding, such as \"AQID\" or \"AQ==\"";
                    default -> "a string, such as \"C-17\"";
                });
    }
}
