// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a copy does with the target. Requests use these names in lower case. */
public enum Mode {
    /** Every selected source item is written; nothing is deleted; the target is not read. */
    OVERWRITE,
    /** Items whose key the target lacks. */
    MISSING,
    /** Missing and different items. */
    CHANGED,
    /** Missing and different items; target items that the source lacks are deleted. */
    MIRROR,
    /** Nothing is written; differences are counted. */
    COMPARE;

    /** Whether items are compared with those of the target before anything is written. */
    public boolean readsTarget() {
        return this != OVERWRITE;
    }

    /** Whether items that the target has may be overwritten or deleted. */
    public boolean replaces() {
        return this == OVERWRITE || this == CHANGED || this == MIRROR;
    }

    /** Whether items of the target that the source lacks are of interest. */
    public boolean wantsExtras() {
        return this == MIRROR || this == COMPARE;
    }

    /** The word in requests and summaries. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Mode::word).toList();
    }

    public static Mode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
