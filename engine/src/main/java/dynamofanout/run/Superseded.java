package dynamofanout.run;

import dynamofanout.request.RunId;

/** A later worker has claimed the segment: this one must not change anything more. */
public final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Superseded(RunId run) {
        super("a segment of run " + run + " was claimed by another worker; this one has stopped");
    }
}
