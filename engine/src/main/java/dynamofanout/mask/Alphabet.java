// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import org.jspecify.annotations.Nullable;

/**
 * A range of characters from which the replacement of a character is chosen. It has the same class (letter or digit)
 * and case and, for the usual scripts, the same script. The ranges are fixed here, because Java's own tables differ
 * between Java versions.
 *
 * @param first code point
 */
record Alphabet(int first, int size) {
    private static final Alphabet LOWER = range('a', 'z');
    private static final Alphabet UPPER = range('A', 'Z');
    private static final Alphabet DIGITS = range('0', '9');
    private static final Alphabet TITLE = range(0x1F88, 0x1F8F);
    private static final Alphabet MODIFIER = range(0x02B0, 0x02B8);
    private static final Alphabet OTHER = range(0x4E00, 0x9FA5);
    private static final Alphabet LETTER_NUMBER = range(0x2160, 0x216B);
    private static final Alphabet OTHER_NUMBER = range(0x2460, 0x2473);

    /** Blocks of letters, each with the range of its replacements: from, to, first, last. */
    private static final int[][] UPPER_BLOCKS = {
        {0x0370, 0x03FF, 0x0391, 0x03A1}, // Greek
        {0x0400, 0x052F, 0x0410, 0x042F}, // Cyrillic
        {0x0530, 0x058F, 0x0531, 0x0556}, // Armenian
        {0x1F00, 0x1FFF, 0x0391, 0x03A1}, // Greek with accents
        {0xFF21, 0xFF3A, 0xFF21, 0xFF3A}, // full width
    };

    private static final int[][] LOWER_BLOCKS = {
        {0x0370, 0x03FF, 0x03B1, 0x03C9},
        {0x0400, 0x052F, 0x0430, 0x044F},
        {0x0530, 0x058F, 0x0561, 0x0586},
        {0x10D0, 0x10FF, 0x10D0, 0x10F0}, // Georgian
        {0x1F00, 0x1FFF, 0x03B1, 0x03C9},
        {0xFF41, 0xFF5A, 0xFF41, 0xFF5A},
    };

    private static final int[][] OTHER_BLOCKS = {
        {0x0080, 0x024F, 'a', 'z'}, // ordinal indicators
        {0x0590, 0x05FF, 0x05D0, 0x05EA}, // Hebrew
        {0x0600, 0x06FF, 0x0627, 0x063A}, // Arabic
        {0x0900, 0x097F, 0x0905, 0x0939}, // Devanagari
        {0x0E00, 0x0E7F, 0x0E01, 0x0E2E}, // Thai
        {0x10D0, 0x10FF, 0x10D0, 0x10F0},
        {0x3040, 0x309F, 0x3042, 0x3093}, // Hiragana
        {0x30A0, 0x30FF, 0x30A2, 0x30F3}, // Katakana
        {0x1100, 0x11FF, 0xAC00, 0xD7A3}, // Hangul
        {0xAC00, 0xD7FF, 0xAC00, 0xD7A3},
    };

    /** The replacements for a character. Null for one that is neither a letter nor a digit and stays as it is. */
    static @Nullable Alphabet of(int codePoint) {
        if (codePoint < 0x80) {
            return ofAscii(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.LOWERCASE_LETTER -> inBlock(LOWER_BLOCKS, codePoint, LOWER);
            case Character.UPPERCASE_LETTER -> inBlock(UPPER_BLOCKS, codePoint, UPPER);
            case Character.TITLECASE_LETTER -> TITLE;
            case Character.MODIFIER_LETTER -> MODIFIER;
            case Character.DECIMAL_DIGIT_NUMBER -> digitsOf(codePoint);
            case Character.LETTER_NUMBER -> LETTER_NUMBER;
            case Character.OTHER_NUMBER -> OTHER_NUMBER;
            // a character that this Java version does not know, or a private one, may be a letter
            case Character.OTHER_LETTER, Character.UNASSIGNED, Character.PRIVATE_USE ->
                inBlock(OTHER_BLOCKS, codePoint, OTHER);
            default -> null;
        };
    }

    /** The character at an index. Indexes beyond the end start again at the beginning. */
    int at(int place) {
        return first + place % size;
    }

    /** A character of this range that differs from the given one. */
    int after(int codePoint) {
        return at(codePoint - first + 1);
    }

    private static @Nullable Alphabet ofAscii(int codePoint) {
        if (codePoint >= 'a' && codePoint <= 'z') {
            return LOWER;
        }
        if (codePoint >= 'A' && codePoint <= 'Z') {
            return UPPER;
        }
        return codePoint >= '0' && codePoint <= '9' ? DIGITS : null;
    }

    private static Alphabet digitsOf(int codePoint) {
        int zero = codePoint - Character.digit(codePoint, 10);
        return range(zero, zero + 9);
    }

    private static Alphabet inBlock(int[][] blocks, int codePoint, Alphabet otherwise) {
        for (int[] block : blocks) {
            if (codePoint >= block[0] && codePoint <= block[1]) {
                return range(block[2], block[3]);
            }
        }
        return otherwise;
    }

    private static Alphabet range(int first, int last) {
        return new Alphabet(first, last - first + 1);
    }
}
