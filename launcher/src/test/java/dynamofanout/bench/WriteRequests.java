// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The writes of a BatchWriteItem request, found by their markers without parsing an item.
 *
 * <p>{@code Request":} is always a member's name: inside a JSON string its quote would have a backslash before it, and a
 * string that is a value has no colon behind it. The search looks at every eighth byte or fewer.
 */
final class WriteRequests {
    private static final byte[] MARKER = "Request\"".getBytes(StandardCharsets.ISO_8859_1);
    private static final int[] SKIP = skips();

    private final byte[] body;
    private final int end;
    private int[] markers = new int[32];
    private int size;

    WriteRequests(ByteBuffer body) {
        this.body = body.array();
        int from = body.arrayOffset() + body.position();
        this.end = from + body.remaining();
        find(from);
    }

    int size() {
        return size;
    }

    /** The index of the item that a write is about, or a number outside the table. */
    int indexOf(int write) {
        return ItemStore.indexOfKey(body, markers[write], write + 1 < size ? markers[write + 1] : end);
    }

    /** The table's name: the text before the first write. */
    String tableName() {
        int open = size == 0 ? end : markers[0];
        while (open > 0 && body[open] != '[') {
            open--;
        }
        int close = lastQuote(open);
        int start = lastQuote(close - 1) + 1;
        String name = new String(body, start, close - start, StandardCharsets.UTF_8);
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The original bytes of some of the writes, separated by commas. */
    List<ByteBuffer> bytesOf(BitSet writes) {
        List<ByteBuffer> found = new ArrayList<>();
        for (int write = writes.nextSetBit(0); write >= 0; write = writes.nextSetBit(write + 1)) {
            if (!found.isEmpty()) {
                found.add(Answer.bytes(","));
            }
            int open = markers[write];
            while (body[open] != '{') {
                open--;
            }
            found.add(ByteBuffer.wrap(body, open, objectEnd(open) - open));
        }
        return found;
    }

    private void find(int from) {
        int last = MARKER.length - 1;
        for (int at = from; at + last < end; at += SKIP[body[at + last] & 0xff]) {
            if (body[at + last] == '"' && isMarker(at)) {
                if (size == markers.length) {
                    markers = Arrays.copyOf(markers, 2 * size);
                }
                markers[size++] = at;
            }
        }
    }

    private boolean isMarker(int at) {
        for (int i = 0; i < MARKER.length; i++) {
            if (body[at + i] != MARKER[i]) {
                return false;
            }
        }
        int next = at + MARKER.length;
        while (next < end && body[next] <= ' ') {
            next++;
        }
        return next < end && body[next] == ':';
    }

    private int lastQuote(int before) {
        int at = before;
        while (at > 0 && body[at] != '"') {
            at--;
        }
        return at;
    }

    private int objectEnd(int open) {
        int depth = 0;
        boolean isInString = false;
        for (int at = open; at < end; at++) {
            byte b = body[at];
            if (isInString && b == '\\') {
                at++;
            } else if (b == '"') {
                isInString = !isInString;
            } else if (!isInString && (b == '{' || b == '}')) {
                depth += b == '{' ? 1 : -1;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return end;
    }

    private static int[] skips() {
        int[] skips = new int[256];
        Arrays.fill(skips, MARKER.length);
        for (int i = 0; i < MARKER.length - 1; i++) {
            skips[MARKER[i]] = MARKER.length - 1 - i;
        }
        return skips;
    }
}
