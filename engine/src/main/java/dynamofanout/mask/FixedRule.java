// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"fixed": value}}: every value becomes this one.
 *
 * @param type of the value, {@code S}, {@code M} and so on
 * @param typed DynamoDB JSON of the value: {@code {"S":"x"}}
 * @param text the value itself where it is a string
 */
record FixedRule(String type, String typed, Optional<String> text) implements Rule {
    @Override
    public String word() {
        return "fixed";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.ALL;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        String fixed = text.orElseThrow(() -> new IllegalStateException("only a string can be a part of a string"));
        return (kind, content, item) -> fixed;
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("fixed makes all values one");
    }

    @Override
    public Optional<String> refusalForIndexKey(ScalarType wanted) {
        if (!wanted.name().equals(type)) {
            return Optional.of("the fixed value is of type " + type + ", the key of type " + wanted);
        }
        boolean isEmpty = typed.equals("{\"" + type + "\":\"\"}");
        return isEmpty ? Optional.of("the fixed value is empty") : Optional.empty();
    }
}
