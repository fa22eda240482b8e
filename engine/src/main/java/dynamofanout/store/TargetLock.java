// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Locks target tables, so that two runs of a home account never write to one target at the same time. A lock is held
 * until it is released, or until another run wants it and the holder is no longer running. Thread-safe.
 */
public final class TargetLock {
    private static final String HOLDER = "holder";
    private static final String EXECUTION = "execution";

    private final RunTableItems table;

    public TargetLock(RunTableItems table) {
        this.table = table;
    }

    /**
     * Takes the lock if it is free, the run's own, or its holder is over.
     *
     * @param target the table's identity
     * @param isOver asked only about another run's holder
     * @return the holder who keeps it; empty when it was taken
     */
    public Optional<LockHolder> lock(String target, LockHolder wanted, Predicate<LockHolder> isOver) {
        PartKey key = PartKey.lock(target);
        RunPart ours = RunPart.of(key).with(HOLDER, wanted.run().text()).with(EXECUTION, wanted.execution());
        Condition condition = Condition.ABSENT;
        for (int tries = 1; !table.put(ours, condition); tries++) {
            Optional<LockHolder> found = table.reads().get(key).map(TargetLock::holder);
            if (found.isPresent() && !found.get().run().equals(wanted.run()) && !isOver.test(found.get())) {
                return found;
            }
            condition = found.map(TargetLock::isHeldBy).orElse(Condition.ABSENT);
            if (tries > 1) {
                table.conflicts().pause(key, tries);
            }
        }
        return Optional.empty();
    }

    /** Gives the lock back if it is the run's. */
    public void unlock(String target, RunId run) {
        table.delete(PartKey.lock(target), Condition.is(HOLDER, run.text()));
    }

    private static LockHolder holder(RunPart part) {
        return new LockHolder(new RunId(part.text(HOLDER)), part.text(EXECUTION));
    }

    private static Condition isHeldBy(LockHolder holder) {
        return Condition.is(HOLDER, holder.run().text()).and(EXECUTION, holder.execution());
    }
}
