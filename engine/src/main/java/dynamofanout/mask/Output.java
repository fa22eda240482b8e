// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Buffer for the bytes of a masked item. A thread reuses it from item to item. It is never larger than an item. */
final class Output {
    private static final int FIRST_BYTES = 4 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    void copy(byte[] from, int start, int end) {
        int more = end - start;
        ensure(more);
        System.arraycopy(from, start, bytes, length, more);
        length += more;
    }

    void add(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    /** Writes a JSON string. */
    void quoted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(2 + 6 * utf8.length);
        bytes[length++] = '"';
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = b;
            } else if (b >= 0 && b < 0x20) {
                escape(b);
            } else {
                bytes[length++] = b;
            }
        }
        bytes[length++] = '"';
    }

    /** A slice with a copy of the content. */
    Slice slice() {
        return new Slice(Arrays.copyOf(bytes, length), 0, length);
    }

    private void escape(byte control) {
        byte[] escaped = {'\\', 'u', '0', '0', HEX[control >> 4], HEX[control & 15]};
        System.arraycopy(escaped, 0, bytes, length, escaped.length);
        length += escaped.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
