// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/**
 * Derives bytes from a list of parts by HMAC-SHA-256 with the mask's secret. Each part is preceded by its length (four
 * bytes, the highest first), so different lists never give the same input. Thread-safe: each thread has its own Mac.
 */
final class Derivation {
    static final String ALGORITHM = "HmacSHA256";

    /** Bytes of a digest. */
    static final int LENGTH = 32;

    private static final byte[] STRETCH = part("stretch");
    private static final byte[] STRING = part("S");
    private static final byte[] NUMBER = part("N");
    private static final byte[] BINARY = part("B");

    private final ThreadLocal<Mac> macs;

    Derivation(Secret secret) {
        this.macs = ThreadLocal.withInitial(() -> mac(secret));
    }

    /** A derivation for one purpose under one label. */
    Labelled labelled(String purpose, String label) {
        var prefix = new ByteArrayOutputStream();
        prefix.writeBytes(part(purpose));
        prefix.writeBytes(part(label));
        return new Labelled(prefix.toByteArray());
    }

    /** Derives the digests of values under a label. */
    final class Labelled {
        private final byte[] prefix;

        private Labelled(byte[] prefix) {
            this.prefix = prefix;
        }

        /** Digest of a value in its canonical form. */
        byte[] digest(ScalarType type, byte[] value) {
            Mac mac = macs.get();
            mac.update(prefix);
            mac.update(part(type));
            updateLength(mac, value.length);
            mac.update(value);
            return mac.doFinal();
        }

        /** Digest of a round of {@link IntegerPermutation}. */
        byte[] digest(int round, int half) {
            byte[] parts = {0, 0, 0, 1, (byte) round, 0, 0, 0, 4, 0, 0, 0, 0};
            putInt(parts, 9, half);
            Mac mac = macs.get();
            mac.update(prefix);
            mac.update(parts);
            return mac.doFinal();
        }

        /** Digest of a text that is not a value, for example of the rules. */
        byte[] digest(String text) {
            Mac mac = macs.get();
            mac.update(prefix);
            mac.update(part(text));
            return mac.doFinal();
        }
    }

    /** The n-th block of {@value #LENGTH} bytes of the endless sequence that begins with a digest. */
    byte[] stretch(byte[] first, int n) {
        byte[] number = {0, 0, 0, 4, 0, 0, 0, 0};
        putInt(number, 4, n);
        Mac mac = macs.get();
        mac.update(STRETCH);
        updateLength(mac, first.length);
        mac.update(first);
        mac.update(number);
        return mac.doFinal();
    }

    private static byte[] part(ScalarType type) {
        return switch (type) {
            case S -> STRING;
            case N -> NUMBER;
            case B -> BINARY;
        };
    }

    private static byte[] part(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] part = new byte[4 + utf8.length];
        putInt(part, 0, utf8.length);
        System.arraycopy(utf8, 0, part, 4, utf8.length);
        return part;
    }

    private static void updateLength(Mac mac, int length) {
        mac.update((byte) (length >>> 24));
        mac.update((byte) (length >>> 16));
        mac.update((byte) (length >>> 8));
        mac.update((byte) length);
    }

    private static void putInt(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private static Mac mac(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret.key());
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
