package dynamofanout.run;

/** The run store cannot be read or written; what it held before is untouched. The message is a sentence. */
public final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public StoreFailed(String sentence) {
        super(sentence);
    }
}
