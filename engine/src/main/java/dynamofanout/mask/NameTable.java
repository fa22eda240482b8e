// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from names to values that is searched by the bytes of a name, without making a string of them. Immutable. */
final class NameTable<V> {
    private final byte[][] names;
    private final Object[] values;
    private final int mask;

    NameTable(Map<String, V> entries) {
        int places = Integer.highestOneBit(Math.max(1, entries.size()) * 4);
        this.names = new byte[places][];
        this.values = new Object[places];
        this.mask = places - 1;
        entries.forEach(this::put);
    }

    boolean isEmpty() {
        return Arrays.stream(names).allMatch(name -> name == null);
    }

    @SuppressWarnings("unchecked") // put accepts no other type
    @Nullable
    V find(Slice name) {
        int place = hash(name.bytes(), name.from(), name.to()) & mask;
        while (names[place] != null) {
            byte[] candidate = names[place];
            if (Arrays.equals(candidate, 0, candidate.length, name.bytes(), name.from(), name.to())) {
                return (V) values[place];
            }
            place = place + 1 & mask;
        }
        return null;
    }

    private void put(String name, V value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int place = hash(bytes, 0, bytes.length) & mask;
        while (names[place] != null) {
            place = place + 1 & mask;
        }
        names[place] = bytes;
        values[place] = value;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 16;
    }
}
