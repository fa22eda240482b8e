package dynamofanout.query;

import dynamofanout.environment.Access;
import dynamofanout.environment.Environments;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ways into environments, and tables with their keys, as they were seen last: a query then costs one call. What was
 * seen grows old after {@code age}; who finds that it does not fit looks anew at once. Thread-safe.
 */
final class KnownTables implements AutoCloseable {
    /** Names may come from anybody who may ask; more tables than this are looked at again. */
    private static final int MOST = 500;

    private static final Duration AGE_IN_DOUBT = Duration.ofSeconds(1);

    private final Environments environments;
    private final TableOpener opener;
    private final Duration age;
    private final LongSupplier nanoTime;
    private final Map<String, Access> accesses = new HashMap<>();
    private final Map<Name, Seen> tables = new LinkedHashMap<>();

    private record Name(String environment, String table) {}

    /** A description and when it was seen. */
    record Seen(TableDescription description, long atNanos) {}

    KnownTables(Environments environments, TableOpener opener, Duration age, LongSupplier nanoTime) {
        this.environments = environments;
        this.opener = opener;
        this.age = age;
        this.nanoTime = nanoTime;
    }

    synchronized Access access(String environment) {
        return accesses.computeIfAbsent(environment, environments::open);
    }

    OpenTable open(Access access, String table) {
        return opener.open(access, table);
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
        Optional<Seen> seen = seen(table).filter(before -> nanoTime.getAsLong() - before.atNanos() < most.toNanos());
        if (seen.isPresent()) {
            return seen.get().description();
        }
        TableDescription now = look.get();
        remember(table, now);
        return now;
    }

    private synchronized Optional<Seen> seen(OpenTable table) {
        return Optional.ofNullable(tables.get(name(table)));
    }

    private synchronized void remember(OpenTable table, TableDescription now) {
        if (tables.size() >= MOST) {
            tables.remove(tables.keySet().iterator().next());
        }
        tables.put(name(table), new Seen(now, nanoTime.getAsLong()));
    }

    private static Name name(OpenTable table) {
        return new Name(table.access().environment(), table.name().given());
    }

    @Override
    public synchronized void close() {
        accesses.values().forEach(Access::close);
        accesses.clear();
    }
}
