// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.RunFollower;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.SetPlace;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs on AWS: they are kept in the run table, and executions of the state machine carry them out. */
public final class HomePlace implements RunPlace {
    static final String WORD = "home";

    private final World world;
    private final Printer printer;
    private final Home home;

    public HomePlace(World world, Printer printer, Home home) {
        this.world = world;
        this.printer = printer;
        this.home = home;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public RunStore store() {
        return home.runs();
    }

    @Override
    public SetPlace sets() {
        return new HomeSetPlace(world, printer, home);
    }

    /** A run with a summary is not running: finishing writes the summary last, and the next execution removes it. */
    @Override
    public boolean isGoingOn(RunRecord record) {
        return record.summary().isEmpty()
                && home.executions().isRunning(record.control().owner());
    }

    @Override
    public int copy(CopyRequest request, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        return runs(after).copy(request, wanted, consent);
    }

    @Override
    public int replay(
            ReplayRequest request, RunRecord original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        return runs(after).replay(request, original, wanted, consent);
    }

    @Override
    public int resume(ResumeRequest request, RunRecord record, AfterStart after) throws InterruptedException {
        return runs(after).resume(request, record);
    }

    @Override
    public Map<String, String> console(RunRecord record) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("Execution", home.names().console(record.control().owner()));
        pages.put("Dashboard", home.names().dashboard());
        return pages;
    }

    @Override
    public int follow(RunRecord record) throws InterruptedException {
        return runs(AfterStart.FOLLOW).follow(record.run(), record.control().owner());
    }

    @Override
    public boolean awaitEnd(RunRecord record) throws InterruptedException {
        String execution = record.control().owner();
        return follower()
                .follow(record.run(), execution, () -> !home.executions().isRunning(execution));
    }

    @Override
    public void stop(RunId run, String reason) {
        home.functions().stop(run, reason);
    }

    @Override
    public Control limit(RunId run, CeilingsChange change) {
        return home.functions().limit(run, change);
    }

    @Override
    public void stopNow(RunRecord record) throws InterruptedException {
        String execution = record.control().owner();
        String why = "stopped at once by fanout stop --now";
        // before the execution is stopped, so that workers which outlive it end at their next save
        stop(record.run(), why);
        home.executions().stop(execution, why);
        awaitEnd(record);
        home.executions().find(execution).ifPresent(ended -> home.functions().finish(record.run(), ended));
    }

    @Override
    public Shown shown(Summary summary) {
        if (summary.totals().counts().refused() == 0) {
            return new Shown(summary, Map.of());
        }
        List<RefusedItem> items = new RefusedItems(store()).of(summary.run());
        String file = new RefusedFile(world.stateDirectory()).write(summary.run(), items);
        return new Shown(summary.withRefusedIn(List.of(file)), RefusedItems.byReason(items));
    }

    /** Runs of this place. */
    public DeployedRuns runs(AfterStart after) {
        return new DeployedRuns(world, printer, home, after);
    }

    /** The execution that should start the run, if the run itself is not in the run table (yet). */
    public Optional<HomeExecution> beginning(RunId run) {
        return home.executions().find(run.text());
    }

    RunFollower follower() {
        return new RunFollower(world, printer, store(), RunFollower.Rhythm.ofHome(printer));
    }
}
