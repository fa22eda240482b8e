// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the run table: a part of a run, or an entry of a list. Changes return a new value. */
record RunPart(PartKey key, Map<String, AttributeValue> attributes) {
    RunPart {
        attributes = Map.copyOf(attributes);
    }

    static RunPart of(PartKey key) {
        return new RunPart(key, key.attributes());
    }

    static RunPart of(Map<String, AttributeValue> attributes) {
        return new RunPart(new PartKey(text(attributes, PartKey.RUN), text(attributes, PartKey.PART)), attributes);
    }

    RunPart with(String name, AttributeValue value) {
        var more = new HashMap<>(attributes);
        more.put(name, value);
        return new RunPart(key, more);
    }

    RunPart with(String name, String text) {
        return with(name, AttributeValue.fromS(text));
    }

    RunPart with(String name, long number) {
        return with(name, AttributeValue.fromN(Long.toString(number)));
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** Empty where there is no such attribute. */
    String text(String name) {
        return text(attributes, name);
    }

    /** Zero where there is no such attribute. */
    BigDecimal number(String name) {
        return value(attributes, name)
                .map(AttributeValue::n)
                .map(BigDecimal::new)
                .orElse(BigDecimal.ZERO);
    }

    boolean isTrue(String name) {
        return value(attributes, name).map(AttributeValue::bool).orElse(false);
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        return value(attributes, name).map(AttributeValue::s).orElse("");
    }

    private static Optional<AttributeValue> value(Map<String, AttributeValue> attributes, String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
