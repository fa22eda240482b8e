package dynamofanout.table;

import dynamofanout.input.Spelling;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which table was probably meant by a name that none has. */
public final class NearNames {
    /** 500 names; who has more tables than that gets a hint for the first of them only. */
    private static final int MOST_CALLS = 5;

    private NearNames() {}

    /** {@code ; did you mean "Orders"?}, or nothing where no name is near or names are not known. */
    public static String hint(OpenTable table) {
        Set<String> names = new LinkedHashSet<>();
        table.access().configured().ifPresent(environment -> environment.tables().stream()
                .filter(name -> !name.contains("*"))
                .forEach(names::add));
        try {
            table.items().account().names(MOST_CALLS).stream()
                    .filter(name -> table.access()
                            .configured()
                            .map(environment -> environment.lists(name))
                            .orElse(true))
                    .forEach(names::add);
        } catch (CallFailed notAllowed) {
            // a hint is no reason to fail
        }
        names.remove(table.name().name());
        return Spelling.hint(table.name().name(), names);
    }
}
