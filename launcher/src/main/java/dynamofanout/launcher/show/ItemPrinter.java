// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.launcher.console.OutputFormat;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints items in one of the output formats, page by page as they are read. */
public sealed interface ItemPrinter extends AutoCloseable
        permits ItemPrinter.Lines, ItemPrinter.Whole, TablePrinter, CsvPrinter {
    void page(List<JsonNode> items);

    /**
     * Ends the output.
     *
     * @param count items in all
     */
    void end(long count, double units);

    /** Discards items that were held back. */
    @Override
    default void close() {}

    /**
     * The printer of a format.
     *
     * @param columns what rows show; empty: what items have, these attributes first
     * @param cells of a terminal's line
     */
    static ItemPrinter of(OutputFormat format, PrintWriter out, PrintWriter err, Columns columns, int cells) {
        return switch (format) {
            case JSONL, DYNAMODB -> new Lines(out);
            case JSON -> new Whole(out);
            case CSV -> new CsvPrinter(out, columns);
            case TABLE -> new TablePrinter(out, err, columns, cells);
        };
    }

    /** A JSON object a line. */
    record Lines(PrintWriter out) implements ItemPrinter {
        @Override
        public void page(List<JsonNode> items) {
            items.forEach(out::println);
            out.flush();
        }

        @Override
        public void end(long count, double units) {}
    }

    /** One JSON object, whose items are printed before their number is known. */
    final class Whole implements ItemPrinter {
        private final PrintWriter out;
        private boolean hasBegun;

        Whole(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void page(List<JsonNode> items) {
            if (!items.isEmpty()) {
                out.print(hasBegun ? "," : "{\"items\":[");
                out.print(items.stream().map(JsonNode::toString).collect(Collectors.joining(",")));
                out.flush();
                hasBegun = true;
            }
        }

        @Override
        public void end(long count, double units) {
            out.println((hasBegun ? "" : "{\"items\":[") + "],\"count\":" + count + ",\"units\":" + units + "}");
        }
    }
}
