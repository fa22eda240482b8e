package dynamofanout.launcher.console;

/** A query was understood, but is not answered now. The message is one sentence. */
public final class QueryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryFailed(String sentence) {
        super(sentence);
    }
}
