// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a person probably meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * The allowed word nearest to {@code word}, if it is near enough to be a typing error (at most a third of its
     * letters).
     */
    public static Optional<String> nearest(String word, Collection<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3)
                        && distance(word, candidate) < Math.min(word.length(), candidate.length()));
    }

    /** {@code ; did you mean "source"?} or an empty string. */
    public static String hint(String word, Collection<String> allowed) {
        return nearest(word, allowed)
                .map(meant -> "; did you mean \"" + meant + "\"?")
                .orElse("");
    }

    /** Levenshtein distance, ignoring case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
