// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

/** A pattern in which {@code *} stands for any characters, or for none. */
record Wildcard(String pattern) {
    private static final char ANY = '*';

    boolean hasAny() {
        return pattern.indexOf(ANY) >= 0;
    }

    /** How many literal characters it has. More characters make it more exact. */
    int exactness() {
        return (int) pattern.chars().filter(c -> c != ANY).count();
    }

    /** Compares from the left. At a difference the last {@code *} takes one more character. */
    boolean fits(String text) {
        int p = 0;
        int t = 0;
        int lastAny = -1;
        int resumeAt = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == ANY) {
                lastAny = p++;
                resumeAt = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (lastAny >= 0) {
                p = lastAny + 1;
                t = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }
}
