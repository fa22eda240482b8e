// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

/**
 * Maps each integer within ±(2^53 − 1) to another of them, and different ones to different ones. It is a Feistel
 * network of 8 rounds over 54 bits. One of the 2^54 values is not such an integer: when it comes up, the network is
 * applied again (cycle walking).
 */
final class IntegerPermutation {
    /** Largest integer that every language with doubles can hold exactly. */
    static final long MOST = (1L << 53) - 1;

    private static final int ROUNDS = 8;
    private static final int HALF_BITS = 27;
    private static final int HALF_MASK = (1 << HALF_BITS) - 1;

    private final Derivation.Labelled derivation;

    IntegerPermutation(Derivation.Labelled derivation) {
        this.derivation = derivation;
    }

    long permute(long integer) {
        long place = integer + MOST;
        do {
            place = rounds(place);
        } while (place > 2 * MOST);
        return place - MOST;
    }

    private long rounds(long place) {
        int left = (int) (place >>> HALF_BITS);
        int right = (int) place & HALF_MASK;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] digest = derivation.digest(round, right);
            int mixed = left ^ ((int) Digest.unsignedInt(digest, 0) & HALF_MASK);
            left = right;
            right = mixed;
        }
        return (long) left << HALF_BITS | right;
    }
}
