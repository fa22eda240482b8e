// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.copy.CopySettings;
import dynamofanout.copy.ThrottleLog;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.mask.Masker;
import dynamofanout.pace.Backoff;
import dynamofanout.pace.Waiting;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.RunId;
import dynamofanout.request.TableRequest;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Estimate;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.Plan.Selection;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.Plans;
import dynamofanout.run.RunStore;
import dynamofanout.run.UnitPrices;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableClient;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.MemoryDynamo;
import dynamofanout.twin.TwinSettings;
import dynamofanout.worker.RunPaces.Sharing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A worker's surroundings on a workbench: tables in memory, a clock that moves only when the worker waits, chance from a
 * seed. Calls are carried out at once, so everything is the same at every run.
 */
final class Bench {
    static final RunId RUN = new RunId("run");
    static final String SOURCE = "Source";
    static final String TARGET = "Target";

    final MemoryDynamo dynamo;
    final List<String> notices = new ArrayList<>();

    /** What each acknowledged save told. */
    final List<AcknowledgedSave> saved = new ArrayList<>();

    private final RunStore store;
    private final Random random;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(0);
    private FaultyHttp.Plan faults = (operation, request) -> Fault.NONE;
    private UnaryOperator<RunStore> decoration = real -> real;
    private WorkerSettings settings =
            new WorkerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5));
    private Mode mode = Mode.OVERWRITE;
    private boolean verifies;
    private TwinSettings twinSettings = TwinSettings.standard();
    private Optional<PlannedMask> plannedMask = Optional.empty();
    private Optional<Masker> masker = Optional.empty();
    private int workers;
    private long now = 1_000_000_000L;
    private long killAt = Long.MAX_VALUE;
    private int segments = 1;

    /** Thrown into a worker as a stand-in for the death of its process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** On a store of files, with tables whose key is {@code id}. */
    Bench(Path directory, long seed) {
        this(
                new DirectoryRunStore(directory, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                new MemoryDynamo().withTable(SOURCE).withTable(TARGET),
                seed);
    }

    Bench(RunStore store, MemoryDynamo dynamo, long seed) {
        this.store = store;
        this.dynamo = dynamo;
        this.random = new Random(seed);
    }

    Bench mode(Mode newMode) {
        mode = newMode;
        return this;
    }

    /** The source's items go through a mask. */
    Bench masked(PlannedMask planned, Masker newMasker) {
        plannedMask = Optional.of(planned);
        masker = Optional.of(newMasker);
        return this;
    }

    Bench verifying() {
        verifies = true;
        return this;
    }

    Bench twin(TwinSettings newSettings) {
        twinSettings = newSettings;
        return this;
    }

    Phases phases() {
        return new Phases(mode, verifies, segments);
    }

    Bench segments(int count) {
        segments = count;
        return this;
    }

    Bench faults(FaultyHttp.Plan plan) {
        faults = plan;
        return this;
    }

    Bench settings(WorkerSettings newSettings) {
        settings = newSettings;
        return this;
    }

    /** What workers see of the store. */
    Bench storeSeenAs(UnaryOperator<RunStore> decorate) {
        decoration = decorate;
        return this;
    }

    Bench started(Ceilings ceilings, Limits limits) {
        var request = new CopyRequest(
                new TableRequest("production", SOURCE),
                new TableRequest("development", TARGET),
                mode,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                ceilings,
                limits,
                false,
                false,
                Optional.empty(),
                new CopyRequest.Checks(verifies, false));
        store.create(RUN, request, plan(), Control.first(RUN.text(), ceilings, limits));
        return this;
    }

    Bench started() {
        return started(Ceilings.NONE, new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED));
    }

    RunStore store() {
        return store;
    }

    UnitPrices prices() {
        return new UnitPrices(Optional.of(0.001), Optional.of(0.001), Optional.of(0.01));
    }

    double chance() {
        return random.nextDouble();
    }

    long now() {
        return now;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    Checkpoint checkpoint(int segment) {
        return store.checkpoint(RUN, segment).orElseThrow();
    }

    /** The next worker to wait so often dies then. */
    Bench killAfterWaits(int waits) {
        killAt = waits;
        return this;
    }

    SegmentWorker worker() {
        return worker(Deadline.NONE);
    }

    SegmentWorker worker(Deadline deadline) {
        ItemTable source = table(SOURCE);
        ItemTable target = table(TARGET);
        Plan plan = plan();
        var identity = new TableIdentityCheck(
                List.of(
                        new TableIdentityCheck.Pinned(source, plan.source()),
                        new TableIdentityCheck.Pinned(target, plan.target())),
                settings.identityAge(),
                this::now);
        var paces = new RunPaces(Sharing.WHOLE_RUN, 1, phases().checkpoints(), now);
        return new SegmentWorker(
                new WorkerParts(
                        RUN,
                        RUN.text(),
                        plan,
                        phases(),
                        ReadOptions.PLAIN,
                        decoration.apply(store),
                        source,
                        target,
                        masker,
                        identity,
                        paces,
                        Runnable::run,
                        waiting(),
                        new WorkerRuntime(this::now, this::chance, notices::add),
                        new ThrottleLog(notices::add),
                        copySettings(),
                        twinSettings,
                        settings,
                        saved::add,
                        new RunSampling(store, RUN, Sharing.WHOLE_RUN, this::chance, now()),
                        () -> "worker-" + ++workers),
                0,
                deadline);
    }

    /** When nothing has arrived, the clock moves to the end of the wait (a millisecond at least, as a call takes). */
    private Waiting waiting() {
        return (messages, nanos) -> {
            if (killAt-- <= 0) {
                killAt = Long.MAX_VALUE;
                throw new Killed();
            }
            Runnable message = messages.poll();
            now += message == null ? nanos : 1_000_000;
            return message;
        };
    }

    private static CopySettings copySettings() {
        return new CopySettings(
                4,
                1 << 20,
                4,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1)),
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1)));
    }

    private ItemTable table(String name) {
        var connection = new TableClient.Connection(
                identity -> URI.create("http://127.0.0.1:1"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                "eu-west-1",
                Duration.ofSeconds(10));
        var http = new FaultyHttp(dynamo, (operation, request) -> faults.next(operation, request));
        return new ItemTable(
                new TableClient(http, connection, timer, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), this::now), name);
    }

    private Plan plan() {
        Plan plain = Plans.of(
                planned("production", SOURCE),
                planned("development", TARGET),
                new Plan.Division(Selection.SCAN, segments, 1),
                Plans.costs(new Estimate(100, 100_000, 13, 100, Optional.empty(), 1), prices()));
        return Plans.with(plain, new Plan.ItemRules(plannedMask, Optional.empty()));
    }

    private PlannedTable planned(String environment, String name) {
        return new PlannedTable(
                environment,
                "111111111111",
                "eu-west-1",
                name,
                PlannedTable.Identity.of(new ItemTable(quietClient(), name).describe()),
                List.of(),
                0,
                0,
                "on demand");
    }

    /** The plan is made before any fault. */
    private TableClient quietClient() {
        var connection = new TableClient.Connection(
                identity -> URI.create("http://127.0.0.1:1"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                "eu-west-1",
                Duration.ofSeconds(10));
        return new TableClient(dynamo, connection, timer, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), this::now);
    }
}
