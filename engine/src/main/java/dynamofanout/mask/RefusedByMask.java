package dynamofanout.mask;

/** A mask cannot take a value. Caught where the item is refused; the reason names no value. */
final class RefusedByMask extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what the value must be, to stand behind its path: {@code must be an ISO date …} */
    RefusedByMask(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
