// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Lists of invented first and last names. They must never change, because masked names in existing tables depend on
 * their order.
 */
final class Names {
    private static final List<String> FIRST = read("first-names.txt");
    private static final List<String> LAST = read("last-names.txt");

    private Names() {}

    static List<String> first() {
        return FIRST;
    }

    static List<String> last() {
        return LAST;
    }

    private static List<String> read(String resource) {
        InputStream stream = Objects.requireNonNull(Names.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
