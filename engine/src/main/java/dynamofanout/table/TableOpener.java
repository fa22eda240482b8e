// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.Access;
import dynamofanout.environment.CallersAccount;
import dynamofanout.environment.Environments;
import dynamofanout.environment.SessionName;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableName;
import dynamofanout.environment.TableUse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.SdkHttpClient;

/** Opens tables by environment and name. All share one HTTP client. Opening a table makes no call. */
public final class TableOpener {
    private final Environments environments;
    private final SdkHttpClient http;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration bound;
    private final SessionName session;

    /**
     * An opener for callers that give no name for their sessions.
     *
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
        this(environments, http, timer, clock, nanoTime, bound, new SessionName("fanout"));
    }

    private TableOpener(
            Environments environments,
            SdkHttpClient http,
            ScheduledExecutorService timer,
            Clock clock,
            LongSupplier nanoTime,
            Duration bound,
            SessionName session) {
        this.environments = environments;
        this.http = http;
        this.timer = timer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.bound = bound;
        this.session = session;
    }

    /** The same opener, with a name for the sessions of assumed roles: a run's id, or another caller's name. */
    public TableOpener inSession(String id) {
        return new TableOpener(environments, http, timer, clock, nanoTime, bound, SessionName.of(id));
    }

    /**
     * Opens a table for one use.
     *
     * @param table name or ARN
     * @throws dynamofanout.input.BadInput if the environment is unknown or the table's name cannot be one
     */
    public OpenTable open(String environment, String table, TableUse use) {
        TableName name = TableName.parse(table);
        Access access = environments.open(environment, name, use, session);
        name.requireRegion(environment, access.region());
        var connection = new TableClient.Connection(
                access.endpoint(name), access.credentials(), access.region().id(), bound);
        var client = new TableClient(http, connection, timer, clock, nanoTime);
        return new OpenTable(access, name, new ItemTable(client, table));
    }

    /** The identity that a missing table would have. It may ask STS for the account of the credentials. */
    public TableIdentity identityOfMissing(OpenTable table) {
        return TableIdentity.ofMissing(
                table.access(),
                table.name().given(),
                table.access().credentials().resolveCredentials(),
                () -> new CallersAccount(table.access(), http).find());
    }

    /**
     * Opens all tables of an environment's account, for looking at them.
     *
     * @throws dynamofanout.input.BadInput if the environment is unknown
     */
    public OpenAccount openAccount(String environment) {
        Access access = environments.openToLook(environment, session);
        var connection = new TableClient.Connection(
                access.endpoint(TableName.parse("any")),
                access.credentials(),
                access.region().id(),
                bound);
        return new OpenAccount(access, new AccountTables(new TableClient(http, connection, timer, clock, nanoTime)));
    }
}
