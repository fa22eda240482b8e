// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.util.Locale;

/** How a run ended. The number is the exit code of commands. */
public enum Verdict {
    /** All segments done, the equation holds, nothing refused. */
    COMPLETE(0),
    /** All segments done, the equation holds, but items were refused or tables differ. */
    INCOMPLETE(3),
    /** The user or a limit ended it; it can be resumed. */
    STOPPED(3),
    /** Everything else. */
    FAILED(1);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether the run is through, so that nothing is left to resume. */
    public boolean isEnd() {
        return this == COMPLETE || this == INCOMPLETE;
    }

    /** The word in summaries. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
