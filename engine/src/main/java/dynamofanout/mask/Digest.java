// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes numbers and texts from the bytes of a digest. */
final class Digest {
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private Digest() {}

    /** Characters of {@link #base32}: 130 bits. */
    static final int BASE32_CHARACTERS = 26;

    /** The first 130 bits in base32 (RFC 4648, lower case, no padding). */
    static String base32(byte[] digest) {
        char[] text = new char[BASE32_CHARACTERS];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length; i++) {
            if (bits < 5) {
                buffer = buffer << 8 | (digest[at++] & 0xff);
                bits += 8;
            }
            bits -= 5;
            text[i] = BASE32[buffer >>> bits & 31];
        }
        return new String(text);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A number from 0 to {@code bound - 1}, made from the four bytes that start at {@code at}. */
    static int below(int bound, byte[] digest, int at) {
        return (int) (unsignedInt(digest, at) % bound);
    }

    static long unsignedInt(byte[] digest, int at) {
        return (digest[at] & 0xffL) << 24
                | (digest[at + 1] & 0xffL) << 16
                | (digest[at + 2] & 0xffL) << 8
                | (digest[at + 3] & 0xffL);
    }
}
