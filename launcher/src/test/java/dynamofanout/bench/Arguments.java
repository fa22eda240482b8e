// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of the form {@code --name value}, or {@code --name} alone for a flag. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Arguments(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("--")) {
                throw new IllegalArgumentException("option must be --name, got: " + words[i]);
            }
            boolean isFlag = i + 1 == words.length || words[i + 1].startsWith("--");
            values.put(words[i].substring(2), isFlag ? "true" : words[i + 1]);
            i += isFlag ? 0 : 1;
        }
    }

    Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name));
    }

    double number(String name, double otherwise) {
        return text(name).map(Double::parseDouble).orElse(otherwise);
    }

    int count(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    boolean flag(String name) {
        return text(name).isPresent();
    }

    /** Call once all options have been asked for: what nobody asked for is a typing error. */
    void refuseUnknown() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException("option must be one of " + asked + ", got: " + name);
            }
        }
    }
}
