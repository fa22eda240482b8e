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
 * Changes a set while it goes on: first the set, which holds for runs that have not begun, then each run that has. A run
 * that begins meanwhile looks at the set once more.
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
