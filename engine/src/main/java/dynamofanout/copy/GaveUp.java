package dynamofanout.copy;

import dynamofanout.run.Failure;

/** A segment cannot be carried to its end. Its checkpoint stays, so that another execution can go on. */
public final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Name of the failure that a table is not the one that was planned for. */
    public static final String TABLE_CHANGED = "TableChanged";

    /** Name of the failure that the policy of {@code fanout.json} forbids the copy. */
    public static final String NOT_ALLOWED = "NotAllowed";

    private final String name;
    private final boolean endsRun;

    private GaveUp(String name, String sentence, boolean endsRun, Throwable cause) {
        super(sentence, cause);
        this.name = name;
        this.endsRun = endsRun;
    }

    /** Only this segment is concerned. */
    public static GaveUp onSegment(String name, String sentence, Throwable cause) {
        return new GaveUp(name, sentence, false, cause);
    }

    /** No other segment would fare better: access is denied, a table is gone or another one. */
    public static GaveUp onRun(String name, String sentence, Throwable cause) {
        return new GaveUp(name, sentence, true, cause);
    }

    public boolean endsRun() {
        return endsRun;
    }

    /** A table was created anew or is gone: no later execution would fare better either. */
    public boolean saysTableIsAnother() {
        return name.equals(TABLE_CHANGED) || name.equals("ResourceNotFoundException");
    }

    public Failure failure() {
        return new Failure(name, String.valueOf(getMessage()));
    }
}
