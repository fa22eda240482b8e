// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

/**
 * Limits at which a page of an answer ends, even if there is more.
 *
 * @param endNanos nano time after which no new call is made
 * @param bytes of the answer's JSON, about; one item is returned in any case
 * @param mostReads most calls that read
 * @param carriage how the JSON is transported, which decides how long it becomes
 */
public record AnswerLimits(long endNanos, int bytes, int mostReads, Carriage carriage) {
    /** Limits without one for the number of reads. */
    public AnswerLimits(long endNanos, int bytes, Carriage carriage) {
        this(endNanos, bytes, Integer.MAX_VALUE, carriage);
    }

    /** How an answer is transported. */
    public enum Carriage {
        /** Unchanged. */
        PLAIN,
        /** As a string within JSON, where quotes and backslashes get another backslash. */
        QUOTED;

        /** Length of the transported text in bytes of UTF-8. */
        int bytes(String text) {
            int bytes = text.length();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    bytes += Character.isSurrogate(c) || c < 0x800 ? 1 : 2; // a surrogate pair becomes four bytes
                } else if (this == QUOTED && (c == '"' || c == '\\')) {
                    bytes++;
                }
            }
            return bytes;
        }
    }
}
