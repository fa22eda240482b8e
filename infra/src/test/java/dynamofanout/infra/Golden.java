// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checked-in files that are made from the definition; {@code make renew} writes them anew. */
final class Golden {
    private Golden() {}

    static void check(Path file, String actual) {
        try {
            if (Boolean.getBoolean("renew")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as(
                            "%s is not what the definition gives: if the change is meant, `make renew` writes it anew",
                            file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
