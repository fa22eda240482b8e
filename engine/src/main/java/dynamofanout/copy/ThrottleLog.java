// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.table.CallFailed;
import dynamofanout.table.CallFailed.ThrottlingReason;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Logs once a minute which tables are throttled and why. Shared by the workers of a process. Thread-safe. */
public final class ThrottleLog {
    private static final long MINUTE = 60_000_000_000L;

    private final Consumer<String> notices;
    private final Map<String, Integer> seen = new TreeMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long saidAt;
    private boolean hasSaid;

    public ThrottleLog(Consumer<String> notices) {
        this.notices = notices;
    }

    /** Records that a whole call was throttled. */
    public void add(String table, CallFailed failure, long now) {
        String why = failure.reasons().stream().map(ThrottleLog::words).collect(Collectors.joining(", "));
        add(table, failure.code() + (why.isEmpty() ? "" : " (" + why + ")"), now);
    }

    /** Records that some items of a call were left unprocessed. */
    public void addUnprocessed(String table, long now) {
        add(table, "items left unprocessed", now);
    }

    /** How often a table's calls were throttled since the last call of this method. */
    public synchronized long takeCount(String table) {
        Long count = counts.remove(table);
        return count == null ? 0 : count;
    }

    private synchronized void add(String table, String what, long now) {
        counts.merge(table, 1L, Long::sum);
        seen.merge(table + ": " + what, 1, Integer::sum);
        if (!hasSaid || now - saidAt >= MINUTE) {
            hasSaid = true;
            saidAt = now;
            notices.accept("throttled, going slower: "
                    + seen.entrySet().stream()
                            .map(entry -> entry.getKey() + " × " + entry.getValue())
                            .collect(Collectors.joining("; ")));
            seen.clear();
        }
    }

    private static String words(ThrottlingReason reason) {
        String resource = reason.resource().replaceFirst("^arn:[^/]*:table/", "");
        return resource.isEmpty() ? reason.reason() : reason.reason() + " on " + resource;
    }
}
