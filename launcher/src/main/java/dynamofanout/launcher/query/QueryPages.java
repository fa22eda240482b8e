// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.show.Columns;
import dynamofanout.launcher.show.ItemPrinter;
import dynamofanout.query.Format;
import dynamofanout.query.ItemText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the pages of a query and prints them. Counts and unique values are added up over all pages. */
final class QueryPages {
    /** Nobody can use a list of more different values. */
    private static final int MOST_VALUES = 10_000;

    private static final int MOST_OF_PAGE = 10_000;

    private final UnaryOperator<JsonNode> ask;
    private final List<ObjectNode> requests;
    private final OutputFormat format;
    private final PrintWriter out;
    private final PrintWriter err;
    private final int cells;
    private double units;

    /**
     * @param ask answers one page of a request
     * @param requests one for each partition
     * @param cells of a terminal's line
     */
    QueryPages(
            UnaryOperator<JsonNode> ask,
            List<ObjectNode> requests,
            OutputFormat format,
            PrintWriter out,
            PrintWriter err,
            int cells) {
        this.ask = ask;
        this.requests = List.copyOf(requests);
        this.format = format;
        this.out = out;
        this.err = err;
        this.cells = cells;
    }

    /**
     * What was shown.
     *
     * @param isMore whether there may be more
     */
    record Shown(long count, double units, boolean isMore) {}

    /** @param most items in all */
    Shown items(int most, Columns columns) {
        return items(most, Integer.MAX_VALUE, columns);
    }

    /** @param mostPages of each request, at most */
    Shown items(int most, int mostPages, Columns columns) {
        try (ItemPrinter printer = ItemPrinter.of(format, out, err, columns, cells)) {
            return items(most, mostPages, printer);
        }
    }

    private Shown items(int most, int mostPages, ItemPrinter printer) {
        int left = most;
        long count = 0;
        boolean isMore = false;
        for (ObjectNode request : requests) {
            Optional<String> token = Optional.empty();
            int pages = 0;
            do {
                if (left == 0 || pages == mostPages) {
                    isMore = true;
                    break;
                }
                pages++;
                if (most != Integer.MAX_VALUE) {
                    request.put("limit", Math.min(MOST_OF_PAGE, left));
                }
                JsonNode page = page(request, token);
                List<JsonNode> items = new ArrayList<>();
                page.path("items").forEach(items::add);
                printer.page(items);
                count += items.size();
                left -= most == Integer.MAX_VALUE ? 0 : items.size();
                token = token(page);
            } while (token.isPresent() && !out.checkError());
        }
        printer.end(count, units);
        return new Shown(count, units, isMore);
    }

    void count() {
        long count = 0;
        for (ObjectNode request : requests) {
            Optional<String> token = Optional.empty();
            do {
                JsonNode page = page(request, token);
                count += page.path("count").asLong();
                token = token(page);
            } while (token.isPresent());
        }
        out.println(
                format == OutputFormat.JSON
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("count", count)
                                .put("units", units)
                        : count);
    }

    void unique(String attribute) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ObjectNode request : requests) {
            request.put("format", "dynamodb"); // so that 1 and "1" stay apart
            Optional<String> token = Optional.empty();
            do {
                JsonNode page = page(request, token);
                page.path("unique")
                        .forEach(value -> counts.merge(
                                value.path("value").toString(),
                                value.path("count").asLong(),
                                Long::sum));
                if (counts.size() > MOST_VALUES) {
                    throw new BadInput(
                            "unique",
                            "--unique must name an attribute of at most 10,000 different values, got: " + attribute
                                    + ", which has more");
                }
                token = token(page);
            } while (token.isPresent());
        }
        printCounts(counts);
    }

    private void printCounts(Map<String, Long> counts) {
        List<JsonNode> lines = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> {
                    Format as = format == OutputFormat.DYNAMODB ? Format.DYNAMODB : Format.PLAIN;
                    ObjectNode line = JsonNodeFactory.instance.objectNode();
                    line.set("value", ItemText.tree(entry.getKey(), as));
                    return (JsonNode) line.put("count", entry.getValue());
                })
                .toList();
        if (format == OutputFormat.JSON) {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            lines.forEach(whole.putArray("unique")::add);
            out.println(whole.put("units", units));
            return;
        }
        var columns = new Columns(List.of("value", "count"), List.of());
        try (ItemPrinter printer = ItemPrinter.of(format, out, err, columns, cells)) {
            printer.page(lines);
            printer.end(lines.size(), units);
        }
    }

    private JsonNode page(ObjectNode request, Optional<String> token) {
        token.ifPresent(text -> request.put("pageToken", text));
        JsonNode page = ask.apply(request);
        units += page.path("units").asDouble();
        return page;
    }

    private static Optional<String> token(JsonNode page) {
        return Optional.ofNullable(page.path("nextPageToken").textValue());
    }
}
