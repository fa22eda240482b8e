package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which items a query is about, and what of them is wanted: the options that become fields of its request. */
final class QueryOptions {
    private static final int FIRST_PAGE = 100;

    @Option(names = "--index", paramLabel = "INDEX", description = "Ask this index: --index ByCustomer.")
    private @Nullable String index;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "Only items that match: 'status = OPEN and total > 17', or a FilterExpression with its names"
                    + " and values. All are read and paid for.")
    private @Nullable String filter;

    @Option(
            names = "--filter-names",
            paramLabel = "JSON",
            description = "What #names in a FilterExpression stand for: '{\"#s\": \"status\"}'.")
    private @Nullable String filterNames;

    @Option(
            names = "--filter-values",
            paramLabel = "JSON",
            description = "What :values in it stand for: '{\":n\": 17}'.")
    private @Nullable String filterValues;

    @Option(
            names = "--select",
            paramLabel = "PATHS",
            split = ",",
            description = "Only these attributes: --select orderDate,address.city.")
    private List<String> select = new ArrayList<>();

    @Option(names = "--newest-first", description = "From the end of the sort key to its beginning.")
    private boolean newestFirst;

    @Option(names = "--limit", paramLabel = "N", description = "At most N items (100, unless --all).")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "All items, page by page.")
    private boolean all;

    @Option(names = "--count", description = "Only how many items there are.")
    private boolean count;

    @Option(
            names = "--unique",
            paramLabel = "ATTRIBUTE",
            description = "The values that an attribute has, and how often: --unique status.")
    private @Nullable String unique;

    @Option(names = "--head", description = "Only the first item of each partition that is asked for.")
    private boolean head;

    @Option(names = "--consistent-read", description = "Read strongly consistent: twice the read units.")
    private boolean consistentRead;

    /** The request without its keys. */
    ObjectNode request(String environment, String table) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("environment", environment)
                .put("table", table);
        Optional.ofNullable(index).ifPresent(name -> request.put("index", name));
        writeFilter(request);
        if (!select.isEmpty()) {
            select.forEach(request.putArray("select")::add);
        }
        if (newestFirst) {
            request.put("order", "descending");
        }
        Optional.ofNullable(unique).ifPresent(attribute -> request.put("unique", attribute));
        for (Flag flag :
                List.of(new Flag("count", count), new Flag("head", head), new Flag("consistentRead", consistentRead))) {
            if (flag.isSet()) {
                request.put(flag.field(), true);
            }
        }
        return request;
    }

    private record Flag(String field, boolean isSet) {}

    boolean isCount() {
        return count;
    }

    Optional<String> unique() {
        return Optional.ofNullable(unique);
    }

    List<String> select() {
        return List.copyOf(select);
    }

    /** Items to show of each partition; of all of them together unless each is to show its first. */
    int most() {
        if (limit != null && (limit < 1 || all)) {
            throw new BadInput(
                    "limit",
                    all ? "--limit and --all must not be given together" : "--limit must be at least 1, got: " + limit);
        }
        if (limit != null && (count || unique != null)) {
            throw new BadInput(
                    "limit",
                    "--limit must be left out with " + (count ? "--count" : "--unique")
                            + ", which looks at all items of the keys");
        }
        return head || all ? Integer.MAX_VALUE : limit == null ? FIRST_PAGE : limit;
    }

    private void writeFilter(ObjectNode request) {
        if (filter == null && (filterNames != null || filterValues != null)) {
            throw new BadInput("filter", "--filter-names and --filter-values need a --filter");
        }
        if (filter == null) {
            return;
        }
        boolean isExpression = filterNames != null || filterValues != null || hasFunction(filter);
        if (!isExpression) {
            request.put("filter", filter);
            return;
        }
        ObjectNode object = request.putObject("filter").put("expression", filter);
        if (filterNames != null) {
            object.set("names", InputObject.parse("--filter-names", filterNames).node());
        }
        if (filterValues != null) {
            object.set(
                    "values", InputObject.parse("--filter-values", filterValues).node());
        }
    }

    /** {@code attribute_exists(x)} and its like need no names and values. */
    private static boolean hasFunction(String text) {
        return Arrays.stream(new String[] {"attribute_exists", "attribute_not_exists"})
                .anyMatch(text::contains);
    }
}
