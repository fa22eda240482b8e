// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

/** The members of an object or the elements of an array while some are left out, together with their commas. */
final class Row {
    private final Splice splice;

    /** End of the last member or element, kept or not. At first, end of the opening bracket. */
    private int end;

    private boolean hasKept;
    private boolean hasDropped;

    Row(Splice splice, int end) {
        this.splice = splice;
        this.end = end;
    }

    void begin(int start) {
        if (hasDropped && !hasKept) {
            splice.resumeAt(start); // nothing comes before it, so there is no comma either
        }
    }

    void end(boolean isKept, int newEnd) {
        if (isKept) {
            hasKept = true;
        } else {
            splice.replaceFrom(end);
            splice.resumeAt(newEnd);
            hasDropped = true;
        }
        end = newEnd;
    }
}
