// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.run.Failure;

/** Thrown when a segment cannot be finished. Its checkpoint stays, so that another execution can continue. */
public final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Name of the failure "a table is not the one that was planned for". */
    public static final String TABLE_CHANGED = "TableChanged";

    /** Name of the failure "the policy of {@code fanout.json} forbids the copy". */
    public static final String NOT_ALLOWED = "NotAllowed";

    private final String name;
    private final boolean endsRun;

    private GaveUp(String name, String sentence, boolean endsRun, Throwable cause) {
        super(sentence, cause);
        this.name = name;
        this.endsRun = endsRun;
    }

    /** A failure that concerns only this segment. */
    public static GaveUp onSegment(String name, String sentence, Throwable cause) {
        return new GaveUp(name, sentence, false, cause);
    }

    /** A failure that all other segments would meet too: access is denied, or a table was deleted or replaced. */
    public static GaveUp onRun(String name, String sentence, Throwable cause) {
        return new GaveUp(name, sentence, true, cause);
    }

    public boolean endsRun() {
        return endsRun;
    }

    /** Whether a table was deleted or re-created. Then a later execution would fail too. */
    public boolean saysTableIsAnother() {
        return name.equals(TABLE_CHANGED) || name.equals("ResourceNotFoundException");
    }

    public Failure failure() {
        return new Failure(name, String.valueOf(getMessage()));
    }
}
