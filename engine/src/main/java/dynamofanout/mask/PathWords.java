// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.mask.MaskPath.Member;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of the last name in a path, in lower case. {@code billingEmail} has two. */
record PathWords(List<String> words) {
    private static final Set<String> IDS = Set.of("id", "uuid", "key", "no", "number");
    private static final String NAMELESS = "value";

    PathWords {
        words = List.copyOf(words);
    }

    static PathWords of(MaskPath path) {
        String name = path.steps().stream()
                .filter(Member.class::isInstance)
                .reduce((first, second) -> second)
                .map(step -> ((Member) step).name())
                .orElse(NAMELESS);
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[^\\p{L}0-9]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return new PathWords(List.of((spaced.isEmpty() ? NAMELESS : spaced).split(" ")));
    }

    String last() {
        return words.get(words.size() - 1);
    }

    boolean isSingle() {
        return words.size() == 1;
    }

    boolean has(String word) {
        return words.contains(word);
    }

    boolean hasAny(Set<String> wanted) {
        return words.stream().anyMatch(wanted::contains);
    }

    /** Whether one of these words comes right before the last word. */
    boolean lastFollows(Set<String> before) {
        return !isSingle() && before.contains(words.get(words.size() - 2));
    }

    /**
     * The label for tokens, such as {@code customer} for {@code customerId}. So ids of one kind get the same tokens
     * everywhere.
     */
    String label() {
        return String.join("-", isSingle() || !IDS.contains(last()) ? words : words.subList(0, words.size() - 1));
    }
}
