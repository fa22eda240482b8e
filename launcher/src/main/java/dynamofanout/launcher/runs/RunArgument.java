// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import picocli.CommandLine.Parameters;

/** The argument {@code RUN}: a run's id, a unique beginning of it, or {@code latest}. */
public final class RunArgument {
    /** How help explains it. */
    static final String MEANING = "The run's id, or as much of its beginning as no other listed run shares, or"
            + " latest: the run that was started last from this machine.";

    @Parameters(paramLabel = "RUN", description = MEANING)
    private String run;

    /** As it was typed. */
    public String text() {
        return run;
    }
}
