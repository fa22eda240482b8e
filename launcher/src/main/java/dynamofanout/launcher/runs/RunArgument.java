package dynamofanout.launcher.runs;

import picocli.CommandLine.Parameters;

/** The argument that says which run is meant. */
public final class RunArgument {
    /** How help explains it. */
    static final String MEANING = "The run's id, the beginning of one that no other listed run has, or latest: the run"
            + " that was started last from this machine.";

    @Parameters(paramLabel = "RUN", description = MEANING)
    private String run;

    /** As it was typed. */
    public String text() {
        return run;
    }
}
