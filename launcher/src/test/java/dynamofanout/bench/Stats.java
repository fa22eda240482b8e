// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What was asked and done since the last reset, in tenths of a second from the first batch on. Thread-safe. */
final class Stats {
    private final LongSupplier nanoTime;
    private final boolean areKeysTracked;
    private final int items;

    private final List<Counts> tenths = new ArrayList<>();
    private long startedAt;
    private long cpuBefore;
    private long connections;
    private long scanRequests;
    private long readItems;
    private Optional<KeyCounts> keys = Optional.empty();

    Stats(int items, boolean areKeysTracked, LongSupplier nanoTime) {
        this.items = items;
        this.areKeysTracked = areKeysTracked;
        this.nanoTime = nanoTime;
        reset();
    }

    synchronized void reset() {
        tenths.clear();
        cpuBefore = cpuNanos();
        connections = 0;
        scanRequests = 0;
        readItems = 0;
        keys = areKeysTracked ? Optional.of(new KeyCounts(items)) : Optional.empty();
    }

    synchronized void connected() {
        connections++;
    }

    synchronized void read(int count) {
        scanRequests++;
        readItems += count;
    }

    synchronized void throttled(int sent) {
        now().add(new Counts(0, 0, sent, 1, 1, 0));
    }

    synchronized void wrote(WriteRequests writes, BitSet refused, int units) {
        int sent = writes.size();
        int written = sent - refused.cardinality();
        now().add(new Counts(units, written, sent, 1, 0, written < sent ? 1 : 0));
        keys.ifPresent(counts -> counts.add(writes, refused));
    }

    /** Whether a batch writes a key twice; known only where keys are tracked. */
    boolean hasTwice(WriteRequests writes) {
        return areKeysTracked && KeyCounts.hasTwice(writes);
    }

    synchronized String json() {
        Counts total = new Counts(0, 0, 0, 0, 0, 0);
        List<String> seconds = new ArrayList<>();
        for (int first = 0; first < tenths.size(); first += 10) {
            Counts second = sum(first, Math.min(tenths.size(), first + 10));
            total.add(second);
            seconds.add(second.json());
        }
        long mostUnits = 0;
        long mostItems = 0;
        for (int first = 0; first < tenths.size(); first++) {
            Counts second = sum(first, Math.min(tenths.size(), first + 10));
            mostUnits = Math.max(mostUnits, second.units());
            mostItems = Math.max(mostItems, second.written());
        }
        return ("{\"total\":%s,\"connections\":%d,\"scanRequests\":%d,\"readItems\":%d,\"stubCpuSeconds\":%.2f,"
                        + "\"tenths\":%d,\"mostUnitsInASecond\":%d,\"mostItemsInASecond\":%d,\"keys\":%s,\"seconds\":[%s]}")
                .formatted(
                        total.json(),
                        connections,
                        scanRequests,
                        readItems,
                        (cpuNanos() - cpuBefore) / 1e9,
                        tenths.size(),
                        mostUnits,
                        mostItems,
                        keys.map(KeyCounts::json).orElse("null"),
                        String.join(",", seconds));
    }

    private Counts now() {
        long now = nanoTime.getAsLong();
        if (tenths.isEmpty()) {
            startedAt = now;
        }
        int tenth = (int) ((now - startedAt) / 100_000_000L);
        while (tenths.size() <= tenth) {
            tenths.add(new Counts(0, 0, 0, 0, 0, 0));
        }
        return tenths.get(tenth);
    }

    private Counts sum(int from, int to) {
        Counts sum = new Counts(0, 0, 0, 0, 0, 0);
        tenths.subList(from, to).forEach(sum::add);
        return sum;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
