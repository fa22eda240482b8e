// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.util.Locale;

/** What may become of an item. */
public enum Fate {
    /** The service acknowledged its put. */
    WRITTEN(true),
    /** It is equal in the target already. */
    UNCHANGED(true),
    /** Missing mode: the target has its key. */
    SKIPPED(true),
    /** The filter left it out. */
    FILTERED(true),
    /** The target will never take it. */
    REFUSED(true),
    /** Compare: it is only in the source. */
    MISSING(true),
    /** Compare: it is on both sides, and not equal. */
    DIFFERENT(true),
    /** Its key was selected, and the source's table no longer has it. */
    GONE(true),
    /** It is only in the target. */
    EXTRA(false),
    /** It was removed from the target. */
    DELETED(false),
    /** It was changed while it was looked at. Such an item also counts as missing, different or extra. */
    MEANWHILE(false);

    private final boolean isOfRead;

    Fate(boolean isOfRead) {
        this.isOfRead = isOfRead;
    }

    /** Whether it is the fate of an item that was read in the source; every one of those has exactly one such fate. */
    boolean isOfRead() {
        return isOfRead;
    }

    /** The name in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
