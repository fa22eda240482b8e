// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableUse;
import dynamofanout.request.Ceilings;
import dynamofanout.run.Plan;
import dynamofanout.run.Plans;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Totals;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableOpener;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.LoopbackDynamoDb;
import dynamofanout.testing.TurnedClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/** A run whose target Orders in development is prepared by steps: its store, its clock and the service behind it. */
public abstract class TargetStepsFixture {
    protected static final String ACCOUNT = "222222222222";

    protected final BackupsHere service = new BackupsHere();
    protected final TurnedClock clock = new TurnedClock();
    protected final MemoryRunStore store = new MemoryRunStore(clock);
    protected LoopbackDynamoDb dynamo = LoopbackDynamoDb.start(service);
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        timer.shutdownNow();
        http.close();
        dynamo.close();
    }

    /** Stores the run, with something to be done before its first write. */
    protected void create(Plan.TargetPreparation preparation) {
        store.create(
                SampleRuns.RUN,
                SampleRuns.request(),
                Plans.with(SampleRuns.plan(4), preparation),
                SampleRuns.control());
    }

    /** Why the run was stopped. */
    protected String stop() {
        return store.control(SampleRuns.RUN).stop().orElseThrow().reason();
    }

    /** The run's second execution takes it over. */
    protected void resume() {
        store.own(
                SampleRuns.RUN,
                SampleRuns.FIRST,
                control -> control.resumedBy(SampleRuns.SECOND, Ceilings.NONE, control.limits(), 0, Totals.NONE));
    }

    /** The target, opened for a use. */
    protected OpenTable open(TableUse use) {
        ProfileFile profiles = ProfileFile.builder()
                .content(dynamo.profile("development", ACCOUNT))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        var environments = new Environments(Configuration.EMPTY, () -> profiles, name -> null);
        return new TableOpener(environments, http, timer, Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(10))
                .open("development", "Orders", use);
    }
}
