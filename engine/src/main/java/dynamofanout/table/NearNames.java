// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.Environment;
import dynamofanout.input.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Suggests the table that the user probably meant when a table does not exist. The values say where the names of
 * existing tables come from.
 */
public enum NearNames {
    /** The names in fanout.json. */
    OF_CONFIGURATION,
    /** The names in fanout.json and those of ListTables, if the caller may call it. */
    OF_ACCOUNT;

    /** 500 names. In an account with more tables the hint only considers the first ones. */
    private static final int MOST_CALLS = 5;

    /** {@code ; did you mean "Orders"?}, or an empty string if no name is near or the names are unknown. */
    public String hint(OpenTable table) {
        Optional<Environment> configured = table.access().configured();
        Set<String> names = new LinkedHashSet<>();
        configured.ifPresent(environment -> environment.tables().stream()
                .filter(name -> !name.contains("*"))
                .forEach(names::add));
        listed(table).stream()
                .filter(name ->
                        configured.map(environment -> environment.lists(name)).orElse(true))
                .forEach(names::add);
        names.remove(table.name().name());
        return Spelling.hint(table.name().name(), names);
    }

    private List<String> listed(OpenTable table) {
        if (this == OF_CONFIGURATION) {
            return List.of();
        }
        try {
            return table.items().account().names(MOST_CALLS);
        } catch (CallFailed notAllowed) {
            return List.of(); // looking for a hint must not cause another failure
        }
    }
}
