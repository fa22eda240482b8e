// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

/**
 * A word that may stand at the cursor. One that ends in / or = is only its beginning.
 *
 * @param meaning may be empty
 */
record Candidate(String word, String meaning) {
    /** Asks the shell to complete names of files. */
    static final Candidate FILES = new Candidate(":files", "");

    static Candidate of(String word) {
        return new Candidate(word, "");
    }

    /** What a shell reads: names and meanings hold no tabulators or ends of line. */
    String line() {
        return clean(word) + (meaning.isEmpty() ? "" : "\t" + clean(meaning));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }
}
