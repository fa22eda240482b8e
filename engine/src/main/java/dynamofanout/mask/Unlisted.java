// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.input.InputObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a mask does with attributes, members, elements and items that no rule names. */
enum Unlisted {
    /** The item is refused: nothing of it is written. */
    REFUSE,
    KEEP,
    DROP;

    static Optional<Unlisted> read(InputObject holder) {
        List<String> words = Stream.of(values()).map(Unlisted::word).toList();
        return holder.optionalChoice("unlisted", words).map(word -> valueOf(word.toUpperCase(Locale.ROOT)));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
