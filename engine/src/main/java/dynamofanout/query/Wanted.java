// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.filter.AttributePath;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.List;

/** What a query returns about the items that it finds. */
sealed interface Wanted {
    /** The items. */
    record Items() implements Wanted {}

    /** The first item. */
    record Head() implements Wanted {}

    /** The number of items. */
    record Count() implements Wanted {}

    /** The items' keys in the table, even if an index is queried. */
    record Keys() implements Wanted {}

    /** The values of an attribute, and how often each occurs. */
    record Unique(AttributePath attribute) implements Wanted {}

    static Wanted read(InputObject request) {
        List<String> given = new ArrayList<>();
        boolean isHead = request.flag("head");
        boolean isCount = request.flag("count");
        boolean isKeysOnly = request.flag("keysOnly");
        var unique = request.optionalString("unique").map(path -> AttributePath.parse("unique", path));
        if (isHead) {
            given.add("head");
        }
        if (isCount) {
            given.add("count");
        }
        unique.ifPresent(path -> given.add("unique"));
        if (isKeysOnly) {
            given.add("keysOnly");
        }
        if (given.size() > 1) {
            throw new BadInput(
                    given.get(1),
                    "only one of head, count, unique and keysOnly may be given, got: " + String.join(", ", given));
        }
        if (!given.isEmpty() && !isHead && request.has("select")) {
            throw new BadInput(
                    "select", "select must be left out with " + given.get(0) + ", which says what is answered");
        }
        return unique.<Wanted>map(Unique::new)
                .orElseGet(() -> isHead ? new Head() : isCount ? new Count() : isKeysOnly ? new Keys() : new Items());
    }
}
