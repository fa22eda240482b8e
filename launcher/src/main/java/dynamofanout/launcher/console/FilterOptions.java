// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select items by their attributes. They become the field {@code filter} of a request. */
public final class FilterOptions {
    @RequestField({"filter", "filter.expression"})
    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Take only items that match: 'status = OPEN and (total > 17 or not exists paidAt)'."
                    + " DynamoDB still reads all items and charges for them.")
    private @Nullable String filter;

    @RequestField("filter.names")
    @Option(
            names = "--filter-names",
            paramLabel = "JSON",
            description = "Read --filter as a DynamoDB FilterExpression and replace its #names by these: '{\"#s\":"
                    + " \"status\"}'.")
    private @Nullable String filterNames;

    @RequestField("filter.values")
    @Option(
            names = "--filter-values",
            paramLabel = "JSON",
            description = "Likewise for its :values, as plain or DynamoDB JSON: '{\":n\": 17}'.")
    private @Nullable String filterValues;

    public void writeTo(ObjectNode request) {
        boolean isExpression = filterNames != null || filterValues != null;
        if (filter == null) {
            if (isExpression) {
                throw new BadInput("filter", "--filter-names and --filter-values need a --filter");
            }
            return;
        }
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
}
