// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.RunId;

/** Thrown when another execution now carries out the run. The execution that gets it must not change anything more. */
public final class NotOwner extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotOwner(RunId run, String execution, String owner) {
        super("run " + run + " is carried out by execution " + owner + " now, no longer by " + execution);
    }
}
