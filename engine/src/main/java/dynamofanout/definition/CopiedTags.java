package dynamofanout.definition;

import java.util.Map;
import java.util.TreeMap;

/** Tags as one table may get them from another. */
public final class CopiedTags {
    /** The tag that says who created a table: nobody gets it from another. */
    public static final String MARK = "fanout:run";

    /** The service's own, which nobody may set. */
    private static final String RESERVED = "aws:";

    private CopiedTags() {}

    /** Those that say something of the other table, too. */
    public static Map<String, String> of(Map<String, String> tags) {
        Map<String, String> copied = new TreeMap<>(tags);
        copied.keySet().removeIf(name -> name.startsWith(RESERVED) || name.equals(MARK));
        return copied;
    }
}
