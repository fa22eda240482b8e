package dynamofanout.item;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether two items are equal as DynamoDB sees it: numbers by value, sets without order, types strict, whatever the order
 * of attributes. Attributes {@code aws:rep:*}, which old global tables keep for themselves, are left out. Bytes are
 * compared first; only values whose bytes differ are read.
 */
public final class ItemEquality {
    private static final byte[] STRING = JsonStrings.ascii("S");
    private static final String OF_GLOBAL_TABLES = "aws:rep:";

    private ItemEquality() {}

    public static boolean areEqual(Slice left, Slice right) {
        return left.contentEquals(right) || compare(left, right, 1).isEmpty();
    }

    /** Names of the top attributes that are not on both sides or not equal, in order; empty for equal items. */
    public static List<String> differing(Slice left, Slice right) {
        return compare(left, right, Integer.MAX_VALUE).stream().sorted().toList();
    }

    /** SHA-256 of what equality looks at: the same for equal items, in hexadecimal. */
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
            // most of what differs is text, and need not be copied to be seen to differ
            return JsonStrings.unescape(one.escapedString()).contentEquals(JsonStrings.unescape(other.escapedString()));
        }
        return Canonical.value(left).equals(Canonical.value(right));
    }

    /** Whether the item has attributes that no comparison looks at. */
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
