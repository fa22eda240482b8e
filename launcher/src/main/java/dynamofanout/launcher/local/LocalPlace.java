// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.RunFollower;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunStatus;
import dynamofanout.launcher.place.SetPlace;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Stop;
import dynamofanout.run.Summary;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The runs of this machine. They are kept in a directory, and the process that carries a run out holds its lock. */
public final class LocalPlace implements RunPlace {
    public static final String WORD = "local";

    private final World world;
    private final Printer printer;
    private final Optional<Path> configurationFile;
    private final Optional<String> mask;
    private final DirectoryRunStore store;

    /** @param configurationFile that the user named */
    public LocalPlace(World world, Printer printer, Optional<Path> configurationFile) {
        this(world, printer, configurationFile, Optional.empty());
    }

    private LocalPlace(World world, Printer printer, Optional<Path> configurationFile, Optional<String> mask) {
        this.world = world;
        this.printer = printer;
        this.configurationFile = configurationFile;
        this.mask = mask;
        this.store = world.runStore();
    }

    /** The same place, for a run with a mask that the user names. */
    public LocalPlace through(Optional<String> maskFile) {
        return new LocalPlace(world, printer, configurationFile, maskFile);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public DirectoryRunStore store() {
        return store;
    }

    @Override
    public SetPlace sets() {
        return new LocalSetPlace(world, printer, configurationFile, mask, store);
    }

    @Override
    public boolean isGoingOn(RunRecord record) {
        Optional<RunHold> free = store.hold(record.run());
        free.ifPresent(RunHold::close);
        return free.isEmpty();
    }

    @Override
    public int copy(CopyRequest request, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        try (LocalRuns runs = runs(after)) {
            return runs.copy(request, wanted, consent);
        }
    }

    @Override
    public int replay(
            ReplayRequest request, RunRecord original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        try (LocalRuns runs = runs(after)) {
            return runs.replay(request, wanted, consent);
        }
    }

    @Override
    public int resume(ResumeRequest request, RunRecord record, AfterStart after) throws InterruptedException {
        try (LocalRuns runs = runs(after)) {
            return runs.resume(request);
        }
    }

    @Override
    public int follow(RunRecord record) throws InterruptedException {
        if (!awaitEnd(record)) {
            return RunFollower.INTERRUPTED;
        }
        RunRecord ended = store.existing(record.run());
        RunStatus.show(world, printer, this, ended);
        return RunStatus.exitCode(ended);
    }

    private LocalRuns runs(AfterStart after) {
        after.requireAttached();
        return new LocalRuns(world, printer, configurationFile, after.report(), mask);
    }

    @Override
    public boolean awaitEnd(RunRecord record) throws InterruptedException {
        return new RunFollower(world, printer, store, RunFollower.Rhythm.ofThisMachine(printer))
                .follow(record.run(), record.control().owner(), () -> !isGoingOn(record));
    }

    @Override
    public Map<String, String> console(RunRecord record) {
        return Map.of();
    }

    @Override
    public void stop(RunId run, String reason) {
        store().adjust(run, control -> control.stopping(new Stop(Stop.Cause.USER, reason)));
    }

    @Override
    public Control limit(RunId run, CeilingsChange change) {
        return store().adjust(run, control -> control.withCeilings(change.applyTo(control.ceilings())));
    }

    @Override
    public void stopNow(RunRecord record) {
        throw new BadInput(
                "--now",
                "--now is for runs on AWS: kill the process that carries out run " + record.run() + " instead");
    }

    @Override
    public Shown shown(Summary summary) {
        return new Shown(summary, new RefusedItems(store).byReason(summary.run()));
    }
}
