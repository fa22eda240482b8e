// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.Locale;

/** The formats in which a query prints items. The option {@code --format} takes these names in lower case. */
public enum OutputFormat {
    TABLE,
    JSON,
    JSONL,
    CSV,
    DYNAMODB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
