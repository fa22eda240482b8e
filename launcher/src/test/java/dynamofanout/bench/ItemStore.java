// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All items of the source table, rendered once in the order of their keys' hashes, so that every page that a client can
 * ask for is a few slices of what is already there.
 *
 * <p>About 1.2 KB of memory per item of 1 KB.
 */
final class ItemStore {
    private static final int BLOCK_ITEMS = 8192;

    private final ItemTemplate template;
    private final int count;
    private final int changedOfMillion;
    private final List<byte[]> blocks = new ArrayList<>();

    ItemStore(int count, int itemBytes) {
        this(count, itemBytes, 0);
    }

    /** @param changedOfMillion so many of a million items, evenly spread, have another payload */
    ItemStore(int count, int itemBytes, int changedOfMillion) {
        this.template = new ItemTemplate(itemBytes);
        this.count = count;
        this.changedOfMillion = changedOfMillion;
        for (int first = 0; first < count; first += BLOCK_ITEMS) {
            blocks.add(block(first, Math.min(BLOCK_ITEMS, count - first)));
        }
    }

    int count() {
        return count;
    }

    int itemSizeBytes() {
        return template.sizeBytes();
    }

    int writeUnitsPerItem() {
        return (itemSizeBytes() + 1023) / 1024;
    }

    /** The items from one index to before another, separated by commas. */
    List<ByteBuffer> slices(int from, int to) {
        List<ByteBuffer> slices = new ArrayList<>();
        int stride = template.stride();
        for (int first = from; first < to; ) {
            byte[] block = blocks.get(first / BLOCK_ITEMS);
            int end = Math.min(to, (first / BLOCK_ITEMS + 1) * BLOCK_ITEMS);
            int length = (end - first) * stride - (end == to ? 1 : 0);
            slices.add(ByteBuffer.wrap(block, first % BLOCK_ITEMS * stride, length));
            first = end;
        }
        return slices;
    }

    static String keyJson(int index) {
        return "{\"pk\":{\"S\":\"order-%09d\"},\"sk\":{\"N\":\"1000%09d\"}}".formatted(index, index);
    }

    /** The index in the first {@code "pk"} of these bytes, or a number outside the table. */
    static int indexOfKey(byte[] bytes, int from, int to) {
        for (int at = from; at + 4 <= to; at++) {
            if (bytes[at] == '"' && bytes[at + 1] == 'p' && bytes[at + 2] == 'k' && bytes[at + 3] == '"') {
                return digits(bytes, at + 4, to);
            }
        }
        return -1;
    }

    static int indexOfKey(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return indexOfKey(bytes, 0, bytes.length);
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] < '0' || bytes[at] > '9')) {
            at++;
        }
        int index = 0;
        for (int end = Math.min(to, at + ItemTemplate.INDEX_DIGITS); at < end; at++) {
            index = index * 10 + (bytes[at] - '0');
        }
        return index;
    }

    private boolean isChanged(long index) {
        return index * changedOfMillion / 1_000_000 != (index + 1) * changedOfMillion / 1_000_000;
    }

    private byte[] block(int first, int items) {
        byte[] block = new byte[items * template.stride()];
        for (int i = 0; i < items; i++) {
            template.render(first + i, block, i * template.stride());
            if (isChanged(first + i)) {
                template.change(block, i * template.stride());
            }
        }
        return block;
    }
}
