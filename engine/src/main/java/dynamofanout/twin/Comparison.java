// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.request.Mode;

/**
 * What a comparison counts as a difference.
 *
 * @param keysOnly whether an item of the target counts as equal when its key is there
 * @param wantsExtras whether items that the source lacks are a difference
 */
record Comparison(boolean keysOnly, boolean wantsExtras) {
    /** The comparison of mode compare. */
    static final Comparison WHOLE = new Comparison(false, true);

    /** The comparison of mode compare with a mask that hides which items only the target has. */
    static final Comparison WITHOUT_EXTRAS = new Comparison(false, false);

    /** The comparison that checks what a copy in this mode promises about the target. */
    static Comparison afterCopy(Mode mode) {
        return new Comparison(mode == Mode.MISSING, mode == Mode.MIRROR);
    }
}
