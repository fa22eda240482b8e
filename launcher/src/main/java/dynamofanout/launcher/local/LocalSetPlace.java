// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

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
import dynamofanout.run.Stop;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetControl;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sets of tables of this machine. The process that carries a set out holds its lock.
 *
 * @param configurationFile that the user named
 * @param mask file of a mask that the user names
 */
record LocalSetPlace(
        World world, Printer printer, Optional<Path> configurationFile, Optional<String> mask, DirectoryRunStore store)
        implements SetPlace {
    @Override
    public int copy(SetRequest request, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        after.requireAttached();
        after.refuseReport();
        try (LocalSets sets = sets(request.tablesAtOnce())) {
            return sets.copy(request, wanted, consent);
        }
    }

    @Override
    public int replay(
            ReplayRequest request, TableSet original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        after.requireAttached();
        try (LocalSets sets = sets(original.tablesAtOnce())) {
            return sets.replay(request, original, wanted, consent);
        }
    }

    @Override
    public int resume(ResumeRequest request, TableSet set, AfterStart after) throws InterruptedException {
        after.requireAttached();
        after.refuseReport();
        try (LocalSets sets = sets(set.tablesAtOnce())) {
            return sets.resume(request, set);
        }
    }

    @Override
    public boolean isGoingOn(TableSet set) {
        Optional<RunHold> free = store.hold(set.id());
        free.ifPresent(RunHold::close);
        return free.isEmpty();
    }

    @Override
    public boolean awaitEnd(TableSet set) throws InterruptedException {
        return new SetFollower(world, printer, store, RunFollower.Rhythm.ofThisMachine(printer))
                .follow(set.id(), () -> !isGoingOn(set));
    }

    @Override
    public void stop(TableSet set, String reason) {
        new SetControl(store).stop(set.id(), new Stop(Stop.Cause.USER, reason));
    }

    @Override
    public TableSet limit(TableSet set, CeilingsChange change) {
        return new SetControl(store).limit(set.id(), change);
    }

    private LocalSets sets(int tablesAtOnce) {
        return new LocalSets(world, printer, world.configuration(configurationFile), mask, tablesAtOnce);
    }
}
