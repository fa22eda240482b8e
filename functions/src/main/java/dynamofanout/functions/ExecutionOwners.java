// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import dynamofanout.input.BadInput;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RunRecord;
import dynamofanout.start.RunOwners;
import dynamofanout.store.LockHolder;
import dynamofanout.store.TargetLock;
import java.util.function.Predicate;

/**
 * Executions of the state machine as owners of runs. An execution holds its run and its target only while it is
 * running.
 */
final class ExecutionOwners implements RunOwners {
    private final TargetLock lock;
    private final Predicate<String> isRunning;

    /** @param isRunning whether the execution with this name is running */
    ExecutionOwners(TargetLock lock, Predicate<String> isRunning) {
        this.lock = lock;
        this.isRunning = isRunning;
    }

    @Override
    public void requireOver(RunRecord record) {
        String owner = record.control().owner();
        if (isRunning.test(owner)) {
            throw new BadInput("run " + record.run() + " is being carried out by execution " + owner
                    + ": wait for it, or stop it by `fanout stop " + record.run() + "`");
        }
    }

    @Override
    public void lockTarget(Request request, Plan plan, RunId run, String execution) {
        if (request instanceof CopyRequest copy && (copy.allowConcurrent() || copy.mode() == Mode.COMPARE)) {
            return;
        }
        lock.lock(
                        plan.target().lockName(),
                        new LockHolder(run, execution),
                        holder -> !isRunning.test(holder.execution()))
                .ifPresent(holder -> {
                    throw new BadInput("run " + holder.run() + " is writing to "
                            + plan.target().words()
                            + ": wait for it, stop it by `fanout stop " + holder.run()
                            + "`, or allow both by allowConcurrent (--allow-concurrent)");
                });
    }

    @Override
    public BadInput unknown(RunId run) {
        return new BadInput("run " + run + " is not in the run table: `fanout status` lists the latest runs");
    }
}
