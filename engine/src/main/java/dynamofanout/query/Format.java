// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The format in which items are written. */
public enum Format {
    /** Ordinary JSON: numbers with all their digits, sets as arrays, binary as base64. */
    PLAIN,
    /** DynamoDB JSON: each value with its type, without any loss. */
    DYNAMODB;

    static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    static Format of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
