// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"words": FILE, "label": LABEL}}: one of the lines of a file.
 *
 * @param words at least two, all different
 */
record WordsRule(List<String> words, String label) implements Rule {
    WordsRule {
        words = List.copyOf(words);
    }

    @Override
    public String word() {
        return "words";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.TEXT;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        Derivation.Labelled chosen = derivation.labelled("words", label);
        return (type, content, item) -> {
            int place = Digest.below(words.size(), chosen.digest(type, CanonicalValue.bytes(type, content)), 0);
            String masked = words.get(place);
            return masked.equals(content) ? words.get((place + 1) % words.size()) : masked;
        };
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("words may make two values one");
    }
}
