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
 * Opened tables, with their keys as they were seen last: a query then costs one call. What was seen grows old after
 * {@code age}; who finds that it does not fit looks anew at once. Thread-safe.
 */
final class KnownTables implements AutoCloseable {
    /** Names may come from anybody who may ask; of more tables than this the one unused for longest is forgotten. */
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

    /** The table, opened for reading; its credentials serve for later queries too. */
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

    /** The table as it was seen at most {@code age} ago, else as {@code look} sees it now. */
    TableDescription describe(OpenTable table, Supplier<TableDescription> look) {
        return describe(table, age, look);
    }

    /** The same where what was seen does not fit: wrong requests alone must not make a call each. */
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
