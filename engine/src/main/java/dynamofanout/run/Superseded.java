// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.RunId;

/** Thrown when a later worker has claimed the segment. The worker that gets it must not change anything more. */
public final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Superseded(RunId run) {
        super("a segment of run " + run + " was claimed by another worker; this one has stopped");
    }
}
