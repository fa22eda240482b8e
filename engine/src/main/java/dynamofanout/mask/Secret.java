// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.input.BadInput;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which all masked values of an environment are derived: the UTF-8 bytes of a text. It is never shown
 * or stored.
 */
public final class Secret {
    /** A shorter secret could be guessed by anyone who has one clear value and its masked form. */
    static final int LEAST_CHARACTERS = 32;

    private final SecretKeySpec key;

    private Secret(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Checks and wraps a secret.
     *
     * @throws BadInput if it is too short, or looks as if an editor had added to it; the sentence does not contain it
     */
    public static Secret of(SecretLocation place, String value) {
        int characters = value.codePointCount(0, value.length());
        if (characters < LEAST_CHARACTERS) {
            throw new BadInput(
                    "secret",
                    "the mask's secret in " + place.words() + " must have at least " + LEAST_CHARACTERS
                            + " characters, got: " + characters + " (openssl rand -base64 32 makes one)");
        }
        if (!value.equals(value.strip())) {
            throw new BadInput(
                    "secret",
                    "the mask's secret in " + place.words()
                            + " must not begin or end with white space or a line break: store it without");
        }
        return new Secret(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), Derivation.ALGORITHM));
    }

    /** A well-known secret, for checks whose result hardly depends on the secret. Never use it for items that leave. */
    public static Secret forChecks() {
        return new Secret(new SecretKeySpec(new byte[LEAST_CHARACTERS], Derivation.ALGORITHM));
    }

    SecretKeySpec key() {
        return key;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
