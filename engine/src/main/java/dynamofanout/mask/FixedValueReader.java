// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.AttributeValues;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the value of a rule {@code fixed}: plain JSON, or DynamoDB JSON such as {@code {"N": "17"}}. */
final class FixedValueReader {
    private static final int MOST_DIGITS = 38;

    /** Largest exponent of a number. */
    private static final int MOST_EXPONENT = 125;

    private FixedValueReader() {}

    static FixedRule read(InputObject object, String field) {
        if (!object.fields().contains(field)) {
            throw object.wrong(field, "a value");
        }
        JsonNode value = object.node().path(field);
        object.optionalNode(field);
        JsonNode typed = AttributeValues.typed(value);
        if (!isValue(typed)) {
            throw new BadInput(
                    object.at(field),
                    object.at(field) + " must be a value that DynamoDB takes, as plain JSON or DynamoDB JSON such as"
                            + " {\"N\": \"17\"}, got: " + value);
        }
        String type = typed.fieldNames().next();
        return new FixedRule(
                type,
                typed.toString(),
                type.equals("S") ? Optional.of(typed.path(type).textValue()) : Optional.empty());
    }

    private static boolean isValue(JsonNode typed) {
        if (!typed.isObject() || typed.size() != 1) {
            return false;
        }
        String type = typed.fieldNames().next();
        JsonNode content = typed.path(type);
        return switch (type) {
            case "S", "N", "B" -> isScalar(type, content);
            case "SS", "NS", "BS" -> isSet(type.substring(0, 1), content);
            case "BOOL" -> content.isBoolean();
            case "NULL" -> content.isBoolean() && content.booleanValue();
            case "L" -> content.isArray() && content.valueStream().allMatch(FixedValueReader::isValue);
            case "M" -> content.isObject() && content.valueStream().allMatch(FixedValueReader::isValue);
            default -> false;
        };
    }

    private static boolean isSet(String type, JsonNode content) {
        Set<String> seen = new HashSet<>();
        return content.isArray()
                && !content.isEmpty()
                && content.valueStream()
                        .allMatch(element -> isScalar(type, element) && seen.add(canonical(type, element)));
    }

    private static String canonical(String type, JsonNode element) {
        return type.equals("N") ? CanonicalValue.number(new BigDecimal(element.textValue())) : element.textValue();
    }

    private static boolean isScalar(String type, JsonNode content) {
        if (!content.isTextual()) {
            return false;
        }
        try {
            if (type.equals("B")) {
                Base64.getDecoder().decode(content.textValue());
            }
            return !type.equals("N") || isNumber(new BigDecimal(content.textValue()).stripTrailingZeros());
        } catch (IllegalArgumentException noNumberOrBase64) {
            return false;
        }
    }

    private static boolean isNumber(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        return number.precision() <= MOST_DIGITS && Math.abs(exponent) <= MOST_EXPONENT;
    }
}
