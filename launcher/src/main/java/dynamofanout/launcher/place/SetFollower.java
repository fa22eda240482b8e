// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.Figures;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.TableSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** Waits for a set that another process or AWS carries out, and prints its progress now and then. */
public final class SetFollower {
    private final World world;
    private final Printer printer;
    private final RunStore store;
    private final RunFollower.Rhythm rhythm;

    public SetFollower(World world, Printer printer, RunStore store, RunFollower.Rhythm rhythm) {
        this.world = world;
        this.printer = printer;
        this.store = store;
        this.rhythm = rhythm;
    }

    /**
     * Returns when the set has ended.
     *
     * @return false when a Ctrl-C came first
     */
    public boolean follow(RunId set, BooleanSupplier hasEnded) throws InterruptedException {
        var interrupts = new LinkedBlockingQueue<Runnable>();
        world.interrupts().onFirst(() -> interrupts.add(() -> {}));
        for (int tick = 1; world.waiting().next(interrupts, rhythm.tick().toNanos()) == null; tick++) {
            if (tick % rhythm.looksEvery() == 0 && hasEnded.getAsBoolean()) {
                return true;
            }
            if (tick % rhythm.tellsEvery() == 0) {
                store.findSet(set).ifPresent(this::tell);
            }
        }
        return false;
    }

    private void tell(TableSet set) {
        int begun = 0;
        int ended = 0;
        long items = 0;
        for (TableSet.Member member : set.runs()) {
            var record = store.find(member.run());
            begun += record.isPresent() ? 1 : 0;
            ended += record.flatMap(RunRecord::summary).isPresent() ? 1 : 0;
            items += record.map(found -> found.control().totals().counts().read())
                    .orElse(0L);
        }
        printer.progress(ended + " of " + Figures.count(set.runs().size(), "table", "tables") + " done, "
                + (begun - ended) + " running; " + Figures.count(items, "item", "items") + " read");
    }
}
