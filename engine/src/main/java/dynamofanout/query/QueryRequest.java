package dynamofanout.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.table.Filter;
import dynamofanout.table.QueryCall.Order;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query as it is asked, before the table's keys are known.
 *
 * @param keys the fields {@code partitionKey} and {@code sortKey} as they came
 * @param select attributes that are wanted; empty: all
 * @param limit items to answer in this page, 1 to {@value #MOST_ITEMS}
 */
record QueryRequest(
        String environment,
        String table,
        Optional<String> index,
        ObjectNode keys,
        Optional<Filter> filter,
        List<Path> select,
        Order order,
        Optional<Integer> limit,
        Wanted wanted,
        boolean isConsistent,
        Format format,
        Optional<String> pageToken) {
    static final int MOST_ITEMS = 10_000;

    private static final List<String> ORDERS = List.of("ascending", "descending");

    QueryRequest {
        select = List.copyOf(select);
    }

    static QueryRequest read(InputObject request) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        String environment = request.string("environment");
        String table = request.string("table");
        Optional<String> index = request.optionalString("index");
        keys.set("partitionKey", request.object("partitionKey").node());
        request.optionalObject("sortKey").ifPresent(sort -> keys.set("sortKey", sort.node()));
        Optional<Filter> filter = filter(request);
        List<Path> select = select(request);
        var read = new QueryRequest(
                environment,
                table,
                index,
                keys,
                filter,
                select,
                request.optionalChoice("order", ORDERS)
                        .map(word -> Order.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Order.ASCENDING),
                request.optionalInteger("limit", 1, MOST_ITEMS),
                Wanted.read(request),
                request.flag("consistentRead"),
                request.optionalChoice("format", Format.words()).map(Format::of).orElse(Format.PLAIN),
                request.optionalString("pageToken"));
        request.end();
        return read;
    }

    /** Items to answer in this page, at most. */
    int most() {
        return wanted instanceof Wanted.Head ? 1 : limit.orElse(Integer.MAX_VALUE);
    }

    InputObject keysObject() {
        return InputObject.of("the request", keys);
    }

    private static Optional<Filter> filter(InputObject request) {
        Optional<JsonNode> given = request.optionalNode("filter");
        if (given.isPresent() && given.get().isTextual()) {
            return given.map(text -> PlainFilter.parse(text.textValue()));
        }
        return request.optionalObject("filter").map(Filter::read);
    }

    private static List<Path> select(InputObject request) {
        List<String> paths = request.optionalStrings("select").orElse(List.of());
        if (paths.isEmpty() && request.has("select")) {
            throw new BadInput("select", "select must be a list of at least one attribute, got: []");
        }
        return paths.stream().map(path -> Path.parse("select", path)).toList();
    }
}
