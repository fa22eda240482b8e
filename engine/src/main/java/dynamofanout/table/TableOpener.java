package dynamofanout.table;

import dynamofanout.environment.Access;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableName;
import dynamofanout.environment.TableUse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.SdkHttpClient;

/** Opens tables by environment and name, all over one HTTP client. Opening calls nobody. */
public final class TableOpener {
    private final Environments environments;
    private final SdkHttpClient http;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration bound;

    /**
     * @param timer ends calls that take too long
     * @param bound the longest that one call may take
     */
    public TableOpener(
            Environments environments,
            SdkHttpClient http,
            ScheduledExecutorService timer,
            Clock clock,
            LongSupplier nanoTime,
            Duration bound) {
        this.environments = environments;
        this.http = http;
        this.timer = timer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.bound = bound;
    }

    /**
     * Opens a table for one use.
     *
     * @param table name or ARN
     * @throws dynamofanout.input.BadInput if the environment is unknown or the table's name cannot be one
     */
    public OpenTable open(String environment, String table, TableUse use) {
        TableName name = TableName.parse(table);
        Access access = environments.open(environment, name, use);
        name.requireRegion(environment, access.region());
        var connection = new TableClient.Connection(
                access.endpoint(name), access.credentials(), access.region().id(), bound);
        var client = new TableClient(http, connection, timer, clock, nanoTime);
        return new OpenTable(access, name, new ItemTable(client, table));
    }
}
