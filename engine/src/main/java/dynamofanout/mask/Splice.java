// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.Slice;

/**
 * Builds a changed copy of an item. Bytes that are neither replaced nor left out are copied in pieces as long as
 * possible.
 */
final class Splice {
    private final Slice item;
    private final Output output;

    /** Everything before it is in the output or was left out. */
    private int done;

    Splice(Slice item, Output output) {
        this.item = item;
        this.output = output;
        this.done = item.from();
        output.clear();
    }

    /**
     * The output for the bytes that replace those from here on. {@link #resumeAt} tells where the replaced bytes end.
     */
    Output replaceFrom(int position) {
        if (position > done) {
            output.copy(item.bytes(), done, position);
        }
        return output;
    }

    /** Continues copying from here. */
    void resumeAt(int position) {
        done = position;
    }

    /** The new item. If nothing was replaced or left out, the old item's own bytes. */
    Slice finish() {
        if (done == item.from()) {
            return item;
        }
        replaceFrom(item.to());
        return output.slice();
    }
}
