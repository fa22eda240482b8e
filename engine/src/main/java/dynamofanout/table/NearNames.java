package dynamofanout.table;

import dynamofanout.environment.Environment;
import dynamofanout.input.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where names of tables come from, one of which was probably meant by a name that no table has. */
public enum NearNames {
    /** What fanout.json names. */
    OF_CONFIGURATION,
    /** That, and what ListTables answers, where it may be asked. */
    OF_ACCOUNT;

    /** 500 names; who has more tables than that gets a hint for the first of them only. */
    private static final int MOST_CALLS = 5;

    /** {@code ; did you mean "Orders"?}, or nothing where no name is near or names are not known. */
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
            return List.of(); // a hint is no reason to fail in another way
        }
    }
}
