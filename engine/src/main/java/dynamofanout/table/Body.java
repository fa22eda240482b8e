// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.Slice;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request as a sequence of slices, so that items are sent from the bytes in which they were received. It
 * can be opened any number of times (once for signing, once for sending).
 */
final class Body {
    private final List<Slice> parts = new ArrayList<>();
    private int length;

    Body add(Slice part) {
        parts.add(part);
        length += part.length();
        return this;
    }

    Body add(String part) {
        return add(Slice.of(part));
    }

    int length() {
        return length;
    }

    InputStream open() {
        return new Reader(parts);
    }

    private static final class Reader extends InputStream {
        private final List<Slice> parts;
        private int part;
        private int offset;

        Reader(List<Slice> parts) {
            this.parts = parts;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int most) {
            int copied = 0;
            while (copied < most && part < parts.size()) {
                Slice slice = parts.get(part);
                int step = Math.min(most - copied, slice.length() - offset);
                System.arraycopy(slice.bytes(), slice.from() + offset, target, at + copied, step);
                copied += step;
                offset += step;
                if (offset == slice.length()) {
                    part++;
                    offset = 0;
                }
            }
            return copied == 0 && most > 0 ? -1 : copied;
        }
    }
}
