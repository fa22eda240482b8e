package dynamofanout.launcher.console;

/** A query was understood, but is not answered now. The message is one sentence. */
final class QueryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryFailed(String sentence) {
        super(sentence);
    }
}
