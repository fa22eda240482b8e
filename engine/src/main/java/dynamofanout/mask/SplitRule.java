// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"split": SEPARATOR, "parts": [RULE, …]}}: each part of a composite string has its own rule. If there are
 * more parts than rules, the last rule applies to the rest. If there are fewer, the item is refused.
 *
 * @param parts rules for strings
 */
record SplitRule(String separator, List<Rule> parts) implements Rule {
    SplitRule {
        parts = List.copyOf(parts);
    }

    @Override
    public String word() {
        return "split";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.TEXT;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        List<ValueMask> masks =
                parts.stream().map(part -> part.withSecret(derivation)).toList();
        return (type, content, item) -> {
            List<String> pieces = pieces(content);
            if (pieces.size() < masks.size()) {
                throw new RefusedByMask("must have at least " + masks.size() + " parts between \"" + separator
                        + "\" (rule split), got: " + pieces.size());
            }
            var masked = new StringBuilder();
            for (int i = 0; i < pieces.size(); i++) {
                ValueMask mask = masks.get(Math.min(i, masks.size() - 1));
                masked.append(i == 0 ? "" : separator).append(mask.mask(ScalarType.S, pieces.get(i), item));
            }
            return masked.toString();
        };
    }

    /**
     * Different values stay different if their parts do. The parts can be told apart from the left, because a token
     * always has the same length, and a kept part contains no separator.
     */
    @Override
    public Optional<String> refusalForTableKey() {
        return parts.stream()
                .flatMap(part -> part.refusalForTableKey().stream())
                .findFirst()
                .map(why -> "in split, " + why);
    }

    private List<String> pieces(String content) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int to = content.indexOf(separator);
        while (to >= 0) {
            pieces.add(content.substring(from, to));
            from = to + separator.length();
            to = content.indexOf(separator, from);
        }
        pieces.add(content.substring(from));
        return pieces;
    }
}
