package dynamofanout.item;

/** Bytes that are not the JSON they should be, for example an answer that was cut off. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedJson(String what, int at) {
        super(what + " at byte " + at);
    }
}
