package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.launcher.console.OutputFormat;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints items as they come, page by page. */
public sealed interface ItemPrinter permits ItemPrinter.Lines, ItemPrinter.Whole, RowPrinter {
    void page(List<JsonNode> items);

    /**
     * Ends the output.
     *
     * @param count items in all
     */
    void end(long count, double units);

    /**
     * The printer of a format.
     *
     * @param columns what rows show; empty: what the first page has, these attributes first
     */
    static ItemPrinter of(OutputFormat format, PrintWriter out, PrintWriter err, Columns columns) {
        return switch (format) {
            case JSONL, DYNAMODB -> new Lines(out);
            case JSON -> new Whole(out);
            case CSV -> new RowPrinter(new CsvRows(out), err, columns);
            case TABLE -> new RowPrinter(new TableRows(out), err, columns);
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
