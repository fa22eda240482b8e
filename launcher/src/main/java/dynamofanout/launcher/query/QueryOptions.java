// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.PlaceArguments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code fanout query} alone, such as {@code --count}. They become fields of its request. */
final class QueryOptions {
    private static final int FIRST_PAGE = 100;

    @Mixin
    private ItemOptions items;

    @Option(names = "--newest-first", description = "Start at the end of the sort key and read backwards.")
    private boolean newestFirst;

    @Option(names = "--count", description = "Show only how many items there are.")
    private boolean count;

    @Option(
            names = "--unique",
            paramLabel = "ATTRIBUTE",
            description = "Show the values that an attribute has, and how often each occurs: --unique status.")
    private @Nullable String unique;

    @Option(names = "--head", description = "Show only the first item of each partition.")
    private boolean head;

    /** The request without its keys. */
    ObjectNode request(PlaceArguments place, OutputFormat format) {
        ObjectNode request = items.request(place, format);
        if (newestFirst) {
            request.put("order", "descending");
        }
        Optional.ofNullable(unique).ifPresent(attribute -> request.put("unique", attribute));
        for (Flag flag : List.of(new Flag("count", count), new Flag("head", head))) {
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

    ItemOptions items() {
        return items;
    }

    /** Items to show of each partition; of all of them together unless each is to show its first. */
    int most() {
        Optional<Integer> asked = items.most();
        if (items.isLimited() && (count || unique != null)) {
            throw new BadInput(
                    "limit",
                    "--limit must be left out with " + (count ? "--count" : "--unique")
                            + ", which looks at all items of the keys");
        }
        return head ? Integer.MAX_VALUE : asked.orElse(FIRST_PAGE);
    }
}
