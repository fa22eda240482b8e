// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares two items the way DynamoDB does: numbers by value, sets without regard to order, types strictly. The order
 * of attributes does not matter. The attributes {@code aws:rep:*}, which old global tables maintain themselves, are
 * ignored. Bytes are compared first, and only values whose bytes differ are parsed.
 */
public final class ItemEquality {
    private static final byte[] STRING = JsonStrings.ascii("S");
    private static final String OF_GLOBAL_TABLES = "aws:rep:";

    private ItemEquality() {}

    public static boolean areEqual(Slice left, Slice right) {
        return left.contentEquals(right) || compare(left, right, 1).isEmpty();
    }

    /**
     * Names of the top-level attributes that are missing on one side or not equal, in order. Empty if the items are
     * equal.
     */
    public static List<String> differing(Slice left, Slice right) {
        return compare(left, right, Integer.MAX_VALUE).stream().sorted().toList();
    }

    /** SHA-256, in hexadecimal, of everything that is compared. Equal items have the same digest. */
    public static String digest(Slice item) {
        var out = new StringBuilder();
        new TreeMap<>(attributes(item)).forEach((name, value) -> {
            Canonical.appendPart(name, out);
            out.append(Canonical.value(value));
        });
        return Canonical.digest(out.toString());
    }

    private static List<String> compare(Slice left, Slice right, int enough) {
        Map<String, Slice> rest = attributes(right);
        List<String> differing = new ArrayList<>();
        for (Map.Entry<String, Slice> attribute : attributes(left).entrySet()) {
            Slice other = rest.remove(attribute.getKey());
            if (other == null || !isSame(attribute.getValue(), other)) {
                differing.add(attribute.getKey());
                if (differing.size() >= enough) {
                    return differing;
                }
            }
        }
        differing.addAll(rest.keySet());
        return differing;
    }

    private static boolean isSame(Slice left, Slice right) {
        return left.contentEquals(right) || isSameThoughSpeltOtherwise(left, right);
    }

    private static boolean isSameThoughSpeltOtherwise(Slice left, Slice right) {
        var one = new JsonWalker(left);
        var other = new JsonWalker(right);
        one.enterObject();
        other.enterObject();
        if (one.nextField() && other.nextField() && one.isNamed(STRING) && other.isNamed(STRING)) {
            // most values that differ are text, and need not be copied to find that out
            return JsonStrings.unescape(one.escapedString()).contentEquals(JsonStrings.unescape(other.escapedString()));
        }
        return Canonical.value(left).equals(Canonical.value(right));
    }

    /** Whether the item has attributes that comparisons ignore. */
    public static boolean leavesOutPartOf(Slice item) {
        var walker = new JsonWalker(item);
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.name().text().startsWith(OF_GLOBAL_TABLES)) {
                return true;
            }
            walker.value();
        }
        return false;
    }

    public static Map<String, Slice> attributes(Slice item) {
        Map<String, Slice> attributes = new HashMap<>();
        var walker = new JsonWalker(item);
        walker.enterObject();
        while (walker.nextField()) {
            String name = walker.name().text();
            Slice value = walker.value();
            if (!name.startsWith(OF_GLOBAL_TABLES)) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }
}
