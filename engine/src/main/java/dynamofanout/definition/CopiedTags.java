// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import java.util.Map;
import java.util.TreeMap;

/** Chooses the tags that a new table gets from its source table. */
public final class CopiedTags {
    /** The tag that says which run created a table. It is never copied. */
    public static final String MARK = "fanout:run";

    /** Prefix of AWS's own tags, which users cannot set. */
    private static final String RESERVED = "aws:";

    private CopiedTags() {}

    /** The tags that also apply to another table. */
    public static Map<String, String> of(Map<String, String> tags) {
        Map<String, String> copied = new TreeMap<>(tags);
        copied.keySet().removeIf(name -> name.startsWith(RESERVED) || name.equals(MARK));
        return copied;
    }
}
