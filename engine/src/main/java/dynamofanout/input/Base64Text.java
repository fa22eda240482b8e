package dynamofanout.input;

import java.util.Base64;

/** Base64 that people write. Java decodes more than was meant: {@code xyz} becomes two bytes that nobody thought of. */
public final class Base64Text {
    private Base64Text() {}

    /** Whether it is base64 with its padding, just as DynamoDB writes the same bytes. */
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
