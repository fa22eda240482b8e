package dynamofanout.query;

/**
 * Where a page ends though there is more.
 *
 * @param endNanos nano time after which nothing new is asked
 * @param bytes of the answer's JSON, about; one item is answered in any case
 * @param mostReads calls that read, at most
 * @param carriage what becomes of that JSON on its way, which decides how long it is
 */
public record AnswerLimits(long endNanos, int bytes, int mostReads, Carriage carriage) {
    /** As many reads as there is time for. */
    public AnswerLimits(long endNanos, int bytes, Carriage carriage) {
        this(endNanos, bytes, Integer.MAX_VALUE, carriage);
    }

    /** How an answer is carried. */
    public enum Carriage {
        /** As it is. */
        PLAIN,
        /** As a string within JSON, in which quotes and backslashes get another backslash. */
        QUOTED;

        /** Bytes of UTF-8 that the text becomes. */
        int bytes(String text) {
            int bytes = text.length();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    bytes += Character.isSurrogate(c) || c < 0x800 ? 1 : 2; // a pair makes four
                } else if (this == QUOTED && (c == '"' || c == '\\')) {
                    bytes++;
                }
            }
            return bytes;
        }
    }
}
