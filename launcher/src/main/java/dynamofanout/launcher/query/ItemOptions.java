// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.FilterOptions;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.RequestField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code query} and {@code scan} that say which items are read and which attributes are shown. */
final class ItemOptions {
    @RequestField("index")
    @Option(names = "--index", paramLabel = "INDEX", description = "Read from this index: --index ByCustomer.")
    private @Nullable String index;

    @Mixin
    private FilterOptions filter;

    @Option(
            names = "--select",
            paramLabel = "PATHS",
            split = ",",
            description = "Show only these attributes: --select orderDate,address.city.")
    private List<String> select = new ArrayList<>();

    @Option(
            names = "--keys-only",
            description = "Show only the table's key attributes, in the form that `fanout copy --keys-file -` reads.")
    private boolean keysOnly;

    @Option(names = "--limit", paramLabel = "N", description = "Show at most N items.")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "Show all items, page by page.")
    private boolean all;

    @Option(
            names = "--consistent-read",
            description = "Use strongly consistent reads, which cost twice the read units.")
    private boolean consistentRead;

    /** The request without its keys. */
    ObjectNode request(PlaceArguments place, OutputFormat format) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("environment", place.environment())
                .put("table", place.table());
        Optional.ofNullable(index).ifPresent(name -> request.put("index", name));
        filter.writeTo(request);
        if (!select.isEmpty()) {
            select.forEach(request.putArray("select")::add);
        }
        if (keysOnly) {
            request.put("keysOnly", true);
        }
        if (consistentRead) {
            request.put("consistentRead", true);
        }
        if (format == OutputFormat.DYNAMODB) {
            request.put("format", "dynamodb");
        }
        return request;
    }

    List<String> select() {
        return List.copyOf(select);
    }

    Optional<String> index() {
        return Optional.ofNullable(index);
    }

    /** How many items were asked for; absent where nothing was said. */
    Optional<Integer> most() {
        if (limit != null && (limit < 1 || all)) {
            throw new BadInput(
                    "limit",
                    all ? "--limit and --all must not be given together" : "--limit must be at least 1, got: " + limit);
        }
        return all ? Optional.of(Integer.MAX_VALUE) : Optional.ofNullable(limit);
    }

    boolean isLimited() {
        return limit != null;
    }
}
