// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.util.Locale;

/** The result of one step of preparing a run, before it may write. */
public enum PreparationState {
    /** The run may write. */
    READY,
    /** Another step is needed, a little later. */
    WAITING,
    /** Somebody stopped the run, or it cannot be prepared: it is to be finished, nothing was written. */
    ENDED;

    /** As the state machine has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
