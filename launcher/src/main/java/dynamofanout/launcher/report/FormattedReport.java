// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.PlainJson;
import java.util.function.Supplier;

/** A report in each format that it may be asked for. */
record FormattedReport(Supplier<String> markdown, Supplier<String> html, Supplier<JsonNode> json) {
    String as(ReportFormat format) {
        return switch (format) {
            case MARKDOWN -> markdown.get();
            case HTML -> html.get();
            case JSON -> PlainJson.text(json.get()) + "\n";
        };
    }
}
