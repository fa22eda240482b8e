// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of a larger byte array: an item, a key or a number within the page that it came in. Nothing is copied, so a
 * slice keeps its whole page in memory. Immutable as long as nobody writes to the array.
 */
public final class Slice {
    private final byte[] bytes;
    private final int from;
    private final int to;

    /**
     * A slice of an array that nobody writes to any more.
     *
     * @param to the first position after the slice
     */
    public Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    public static Slice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }

    public int length() {
        return to - from;
    }

    /** A copy of the slice that does not keep the page in memory. */
    public Slice detached() {
        return new Slice(Arrays.copyOfRange(bytes, from, to), 0, to - from);
    }

    /** The content as text (items are UTF-8 JSON). */
    public String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The content as a stream. */
    public InputStream open() {
        return new ByteArrayInputStream(bytes, from, to - from);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    boolean contentEquals(byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    boolean contentEquals(Slice other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** The length only: content must never get into logs. */
    @Override
    public String toString() {
        return "Slice[" + length() + " bytes]";
    }
}
