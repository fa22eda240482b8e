package dynamofanout.twin;

import dynamofanout.request.Mode;

/**
 * What a comparison looks for.
 *
 * @param keysOnly whether an item of the target counts as equal when its key is there
 * @param wantsExtras whether items that the source lacks are a difference
 */
record Comparison(boolean keysOnly, boolean wantsExtras) {
    /** That of mode compare. */
    static final Comparison WHOLE = new Comparison(false, true);

    /** The same where a mask hides which items only the target has. */
    static final Comparison WITHOUT_EXTRAS = new Comparison(false, false);

    /** What a copy in this mode promises of the target. */
    static Comparison afterCopy(Mode mode) {
        return new Comparison(mode == Mode.MISSING, mode == Mode.MIRROR);
    }
}
