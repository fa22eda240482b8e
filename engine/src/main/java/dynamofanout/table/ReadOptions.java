// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.util.Optional;

/** Options that all reads of a run share. */
public record ReadOptions(boolean isConsistent, Optional<Filter> filter) {
    public static final ReadOptions PLAIN = new ReadOptions(false, Optional.empty());

    public static final ReadOptions CONSISTENT = new ReadOptions(true, Optional.empty());

    String members() {
        return filter.map(Filter::members).orElse("") + "\"ConsistentRead\":" + isConsistent + ",";
    }
}
