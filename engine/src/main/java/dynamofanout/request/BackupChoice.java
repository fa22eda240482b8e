// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether the target is backed up before a run that may overwrite or delete items. Requests use these names in lower
 * case.
 */
public enum BackupChoice {
    /** A moment of point-in-time recovery where that is on, else an on-demand backup. */
    AUTO,
    /** An on-demand backup, even where point-in-time recovery is on. */
    ALWAYS,
    /** None. */
    NEVER;

    /** The word in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(BackupChoice::word).toList();
    }

    static BackupChoice of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
