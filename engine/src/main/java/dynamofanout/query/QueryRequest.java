// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.filter.AttributePath;
import dynamofanout.filter.PlainFilter;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.table.Filter;
import dynamofanout.table.QueryCall.SortOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query as it was written, before it is matched with the table's keys. Without keys it is a Scan.
 *
 * @param keys the fields {@code partitionKey} and {@code sortKey} as they came; absent: all items
 * @param select attributes that are wanted; empty: all
 * @param limit most items in this page, 1 to {@value #MOST_ITEMS}
 */
record QueryRequest(
        String environment,
        String table,
        Optional<String> index,
        Optional<ObjectNode> keys,
        Optional<Filter> filter,
        List<AttributePath> select,
        SortOrder order,
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
        return read(request, true);
    }

    /** Reads a request for all items. It has the same fields, except keys and order. */
    static QueryRequest readScan(InputObject request) {
        return read(request, false);
    }

    private static QueryRequest read(InputObject request, boolean hasKeys) {
        String environment = request.string("environment");
        String table = request.string("table");
        Optional<String> index = request.optionalString("index");
        Optional<ObjectNode> keys = hasKeys ? Optional.of(keys(request)) : Optional.empty();
        Optional<Filter> filter = PlainFilter.read(request);
        List<AttributePath> select = select(request);
        var read = new QueryRequest(
                environment,
                table,
                index,
                keys,
                filter,
                select,
                (hasKeys ? request.optionalChoice("order", ORDERS) : Optional.<String>empty())
                        .map(word -> SortOrder.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(SortOrder.ASCENDING),
                request.optionalInteger("limit", 1, MOST_ITEMS),
                Wanted.read(request),
                request.flag("consistentRead"),
                request.optionalChoice("format", Format.words()).map(Format::of).orElse(Format.PLAIN),
                request.optionalString("pageToken"));
        request.end();
        return read;
    }

    /** Most items in this page. */
    int most() {
        return wanted instanceof Wanted.Head ? 1 : limit.orElse(Integer.MAX_VALUE);
    }

    Optional<InputObject> keysObject() {
        return keys.map(given -> InputObject.of("the request", given));
    }

    private static ObjectNode keys(InputObject request) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        keys.set("partitionKey", request.object("partitionKey").node());
        request.optionalObject("sortKey").ifPresent(sort -> keys.set("sortKey", sort.node()));
        return keys;
    }

    private static List<AttributePath> select(InputObject request) {
        List<String> paths = request.optionalStrings("select").orElse(List.of());
        if (paths.isEmpty() && request.has("select")) {
            throw new BadInput("select", "select must be a list of at least one attribute, got: []");
        }
        return paths.stream().map(path -> AttributePath.parse("select", path)).toList();
    }
}
