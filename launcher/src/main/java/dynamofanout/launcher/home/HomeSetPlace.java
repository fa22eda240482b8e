// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.RunFollower;
import dynamofanout.launcher.place.SetFollower;
import dynamofanout.launcher.place.SetPlace;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.TableSet;
import java.time.Duration;
import java.util.Optional;

/** The sets of tables on AWS: one execution carries out a set and starts another execution for each table. */
record HomeSetPlace(World world, Printer printer, Home home) implements SetPlace {
    /** Looking at a set reads each of its runs. */
    private static final RunFollower.Rhythm RHYTHM = new RunFollower.Rhythm(Duration.ofSeconds(5), 1, 2);

    @Override
    public int copy(SetRequest request, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        after.refuseReport();
        return sets(after).copy(request, wanted, consent);
    }

    @Override
    public int replay(
            ReplayRequest request, TableSet original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        return sets(after).replay(request, wanted, consent);
    }

    @Override
    public int resume(ResumeRequest request, TableSet set, AfterStart after) throws InterruptedException {
        after.refuseReport();
        return sets(after).resume(request, set);
    }

    @Override
    public boolean isGoingOn(TableSet set) {
        return home.executions().isRunning(set.owner());
    }

    @Override
    public boolean awaitEnd(TableSet set) throws InterruptedException {
        return awaitEnd(set.id(), set.owner());
    }

    boolean awaitEnd(RunId set, String execution) throws InterruptedException {
        return new SetFollower(world, printer, home.runs(), RHYTHM)
                .follow(set, () -> !home.executions().isRunning(execution));
    }

    @Override
    public void stop(TableSet set, String reason) {
        home.functions().stop(set.id(), reason);
    }

    @Override
    public TableSet limit(TableSet set, CeilingsChange change) {
        return home.functions().limitSet(set.id(), change);
    }

    private DeployedSets sets(AfterStart after) {
        return new DeployedSets(world, printer, home, this, after);
    }
}
