// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.input.BadInput;
import java.util.Arrays;
import java.util.Locale;

/** As what a report is written. */
enum ReportFormat {
    MARKDOWN,
    HTML,
    JSON;

    /** The format that a word names. */
    static ReportFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BadInput("--format", "--format must be markdown, html or json, got: " + word));
    }
}
