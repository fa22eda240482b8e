package dynamofanout.mask;

import dynamofanout.item.Slice;

/** An item on its way into the output: what is not replaced or left out is copied in as long stretches as there are. */
final class Splice {
    private final Slice item;
    private final Output output;

    /** Everything before it is in the output or shall not be there. */
    private int done;

    Splice(Slice item, Output output) {
        this.item = item;
        this.output = output;
        this.done = item.from();
        output.clear();
    }

    /** Where to write what stands for the bytes from here on; {@link #resumeAt} says where they end. */
    Output replaceFrom(int position) {
        if (position > done) {
            output.copy(item.bytes(), done, position);
        }
        return output;
    }

    /** Goes on copying from here. */
    void resumeAt(int position) {
        done = position;
    }

    /** The new item; the old one's own bytes where nothing was replaced or left out. */
    Slice finish() {
        if (done == item.from()) {
            return item;
        }
        replaceFrom(item.to());
        return output.slice();
    }
}
