// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The sentence for somebody who knows a field by another name, as options of a command line have. */
    public String sentenceNaming(String known, String name) {
        return sentence().replaceFirst("(?<!-)" + Pattern.quote(known), Matcher.quoteReplacement(name));
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
