package dynamofanout.mask;

/** The members of an object or the elements of an array, of which some are left out with the comma beside them. */
final class Row {
    private final Splice splice;

    /** End of the last one, kept or not; at first of the opening bracket. */
    private int end;

    private boolean hasKept;
    private boolean hasDropped;

    Row(Splice splice, int end) {
        this.splice = splice;
        this.end = end;
    }

    void begin(int start) {
        if (hasDropped && !hasKept) {
            splice.resumeAt(start); // nothing stands before it, so no comma either
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
