package dynamofanout.table;

import java.util.Optional;

/** What every read of a run has in common. */
public record ReadOptions(boolean isConsistent, Optional<Filter> filter) {
    public static final ReadOptions PLAIN = new ReadOptions(false, Optional.empty());

    public static final ReadOptions CONSISTENT = new ReadOptions(true, Optional.empty());

    String members() {
        return filter.map(Filter::members).orElse("") + "\"ConsistentRead\":" + isConsistent + ",";
    }
}
