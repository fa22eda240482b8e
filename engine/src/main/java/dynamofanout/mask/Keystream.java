// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

/** An endless sequence of numbers derived from one digest. Use one per value. Not thread-safe. */
final class Keystream {
    private final Derivation derivation;
    private final byte[] first;
    private byte[] stretch;
    private int stretches;
    private int at;

    Keystream(Derivation derivation, byte[] first) {
        this.derivation = derivation;
        this.first = first;
        this.stretch = first;
    }

    /** The next number, from 0 to 65,535. */
    int next() {
        if (at == stretch.length) {
            stretch = derivation.stretch(first, ++stretches);
            at = 0;
        }
        return (stretch[at++] & 0xff) << 8 | (stretch[at++] & 0xff);
    }
}
