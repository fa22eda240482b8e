// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.input.BadInput;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RunRecord;
import dynamofanout.start.RunOwners;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.store.RunHold;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes this process the owner of a run: it holds the lock of the run's directory. */
final class ProcessOwners implements RunOwners {
    private static final int TRIES_TO_HOLD = 5;

    private final DirectoryRunStore store;

    ProcessOwners(DirectoryRunStore store) {
        this.store = store;
    }

    /**
     * Holds a run, so that no other process carries it out. `status` and `stop` look at the lock for a moment, so one
     * refusal says nothing.
     *
     * @throws BadInput if another process holds it
     */
    RunHold hold(RunId run) throws InterruptedException {
        Optional<RunHold> held = store.hold(run);
        for (int tries = 1; held.isEmpty() && tries < TRIES_TO_HOLD; tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
            held = store.hold(run);
        }
        return held.orElseThrow(() -> new BadInput("run " + run
                + " is being carried out by another process: wait for it, or stop it by `fanout stop " + run + "`"));
    }

    /** Does nothing: this process {@link #hold holds} the run already. */
    @Override
    public void requireOver(RunRecord record) {}

    /** Does nothing: other machines would not see a lock. */
    @Override
    public void lockTarget(Request request, Plan plan, RunId run, String execution) {}

    @Override
    public BadInput unknown(RunId run) {
        return new BadInput("run " + run + " is not known here: `fanout status` lists the latest runs");
    }
}
