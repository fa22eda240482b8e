// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import dynamofanout.request.CeilingsChange;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Stop;
import dynamofanout.run.TableSet;
import dynamofanout.start.RunStart;
import java.util.function.Consumer;

/**
 * Stops or limits a set while it is running. It first changes the set, which applies to runs that have not begun, and
 * then each run that has begun. A run that begins in between reads the set again.
 */
public final class SetControl {
    private final RunStore store;

    public SetControl(RunStore store) {
        this.store = store;
    }

    /** Tells every run to end in order; no other begins. */
    public TableSet stop(RunId set, Stop wish) {
        TableSet changed = store.adjustSet(set, now -> now.stopping(wish));
        forEachBegun(changed, record -> store.adjust(record.run(), control -> control.stopping(wish)));
        return changed;
    }

    /** Changes the ceilings of every run that is not through. */
    public TableSet limit(RunId set, CeilingsChange change) {
        TableSet changed = store.adjustSet(set, now -> now.withCeilings(change.applyTo(now.ceilings())));
        forEachBegun(
                changed,
                record -> store.adjust(
                        record.run(), control -> control.withCeilings(change.applyTo(control.ceilings()))));
        return changed;
    }

    private void forEachBegun(TableSet set, Consumer<RunRecord> action) {
        set.runs().forEach(member -> store.find(member.run())
                .filter(record -> !RunStart.isComplete(record))
                .ifPresent(action));
    }
}
