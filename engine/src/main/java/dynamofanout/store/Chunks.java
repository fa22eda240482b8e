// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.util.ArrayList;
import java.util.List;

/** Divides a text into chunks that fit into an item. DynamoDB allows 400 KB, including names and keys. */
final class Chunks {
    static final int MOST_BYTES = 290_000;

    private Chunks() {}

    /** At least one piece; together they are the text. A character stands in one of them whole. */
    static List<String> of(String text) {
        List<String> chunks = new ArrayList<>();
        int start = 0;
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int more = utf8Bytes(text.codePointAt(i));
            if (bytes + more > MOST_BYTES) {
                chunks.add(text.substring(start, i));
                start = i;
                bytes = 0;
            }
            bytes += more;
        }
        chunks.add(text.substring(start));
        return chunks;
    }

    private static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
