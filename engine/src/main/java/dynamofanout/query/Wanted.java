package dynamofanout.query;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.List;

/** What a query wants to know of the items it finds. */
sealed interface Wanted {
    /** The items. */
    record Items() implements Wanted {}

    /** The first item. */
    record Head() implements Wanted {}

    /** How many there are. */
    record Count() implements Wanted {}

    /** The values that an attribute has, and how often. */
    record Unique(Path attribute) implements Wanted {}

    static Wanted read(InputObject request) {
        List<String> given = new ArrayList<>();
        boolean isHead = request.flag("head");
        boolean isCount = request.flag("count");
        var unique = request.optionalString("unique").map(path -> Path.parse("unique", path));
        if (isHead) {
            given.add("head");
        }
        if (isCount) {
            given.add("count");
        }
        unique.ifPresent(path -> given.add("unique"));
        if (given.size() > 1) {
            throw new BadInput(
                    given.get(1), "only one of head, count and unique may be given, got: " + String.join(", ", given));
        }
        if (!given.isEmpty() && !isHead && request.has("select")) {
            throw new BadInput("select", "select must be left out with " + given.get(0) + ", which answers no items");
        }
        return unique.<Wanted>map(Unique::new)
                .orElseGet(() -> isHead ? new Head() : isCount ? new Count() : new Items());
    }
}
