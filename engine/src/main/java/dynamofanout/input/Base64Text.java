// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import java.util.Base64;

/**
 * Strict check of base64 that people write. Java's decoder accepts too much: it decodes {@code xyz} to two bytes that
 * nobody intended.
 */
public final class Base64Text {
    private Base64Text() {}

    /** Whether the text is base64 with its padding, spelt exactly as DynamoDB writes the same bytes. */
    public static boolean isCanonical(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
