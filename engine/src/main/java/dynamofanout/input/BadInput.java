package dynamofanout.input;

import java.util.Optional;

/**
 * Thrown when something that a person wrote cannot be used. The message is one sentence for that person. Nothing has
 * been changed when it is thrown.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param sentence names the value and what is allowed */
    public BadInput(String sentence) {
        this("", sentence);
    }

    /**
     * @param field path of the field as the user wrote it, for example {@code source.environment}
     * @param sentence names the field, the value and what is allowed
     */
    public BadInput(String field, String sentence) {
        super(sentence);
        this.field = field;
    }

    /** The field that is wrong, if the problem is one field. */
    public Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
