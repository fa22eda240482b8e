// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.environment.TableUse;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A cache of opened tables and their descriptions, so that a query costs one call. A description is used for at most
 * {@code age}. If a request does not fit it, the table is described again at once. Thread-safe.
 */
final class KnownTables implements AutoCloseable {
    /**
     * Names may come from anyone who may query. Beyond this number, the table that was unused for longest is removed.
     */
    private static final int MOST = 500;

    private static final Duration AGE_IN_DOUBT = Duration.ofSeconds(1);

    private final TableOpener opener;
    private final Duration age;
    private final LongSupplier nanoTime;
    private final Map<Name, OpenTable> opened = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Name, KnownTable> seen = new LinkedHashMap<>(16, 0.75f, true);

    private record Name(String environment, String table) {}

    private record KnownTable(TableDescription description, long atNanos) {}

    KnownTables(TableOpener opener, Duration age, LongSupplier nanoTime) {
        this.opener = opener;
        this.age = age;
        this.nanoTime = nanoTime;
    }

    /** The table, opened for reading. Later queries use the same credentials. */
    synchronized OpenTable open(String environment, String table) {
        var name = new Name(environment, table);
        OpenTable known = opened.get(name);
        if (known == null) {
            known = opener.open(environment, table, TableUse.READ);
            opened.put(name, known);
            if (opened.size() > MOST) {
                Map.Entry<Name, OpenTable> oldest = opened.entrySet().iterator().next();
                seen.remove(oldest.getKey());
                opened.remove(oldest.getKey());
                oldest.getValue().access().close();
            }
        }
        return known;
    }

    /**
     * The table's description: the cached one if it is not older than {@code age}, otherwise the one that {@code look}
     * gets.
     */
    TableDescription describe(OpenTable table, Supplier<TableDescription> look) {
        return describe(table, age, look);
    }

    /**
     * The table's description for a request that does not fit the cached one. It is limited, so that not every wrong
     * request causes a call.
     */
    TableDescription describeAgain(OpenTable table, Supplier<TableDescription> look) {
        return describe(table, AGE_IN_DOUBT, look);
    }

    private TableDescription describe(OpenTable table, Duration most, Supplier<TableDescription> look) {
        Optional<KnownTable> known =
                find(table).filter(before -> nanoTime.getAsLong() - before.atNanos() < most.toNanos());
        if (known.isPresent()) {
            return known.get().description();
        }
        TableDescription now = look.get();
        remember(table, now);
        return now;
    }

    private synchronized Optional<KnownTable> find(OpenTable table) {
        return Optional.ofNullable(seen.get(name(table)));
    }

    private synchronized void remember(OpenTable table, TableDescription now) {
        seen.put(name(table), new KnownTable(now, nanoTime.getAsLong()));
    }

    private static Name name(OpenTable table) {
        return new Name(table.access().environment(), table.name().given());
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(table -> table.access().close());
        opened.clear();
        seen.clear();
    }
}
