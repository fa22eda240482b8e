// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.Environments;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Connections shared by all calls to tables: one HTTP client, and one thread that aborts calls which take too long.
 * Thread-safe.
 */
public final class TableConnections implements AutoCloseable {
    private final SdkHttpClient http;
    private final ScheduledThreadPoolExecutor timer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration bound;

    /**
     * @param http is closed with this object
     * @param bound the longest that one call may take
     */
    public TableConnections(SdkHttpClient http, Clock clock, LongSupplier nanoTime, Duration bound) {
        this.http = http;
        this.timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("timer"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.bound = bound;
    }

    /** Opens the tables of these environments. */
    public TableOpener opener(Environments environments) {
        return new TableOpener(environments, http, timer, clock, nanoTime, bound);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
    }
}
