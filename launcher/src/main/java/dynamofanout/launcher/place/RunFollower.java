// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.console.NoVerdict;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.PreparationText;
import dynamofanout.launcher.show.ProgressView;
import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoreFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for a run that another process or AWS carries out, and prints its progress now and then. */
public final class RunFollower {
    /** Exit code after a Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** How long a network outage is tolerated. The run continues without this process. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final World world;
    private final Printer printer;
    private final RunStore store;
    private final Rhythm rhythm;
    private @Nullable ProgressView progress;
    private long silentTicks;

    /**
     * How often it looks.
     *
     * @param looksEvery ticks between two looks at whether the execution has ended
     * @param tellsEvery ticks between two lines of progress
     */
    public record Rhythm(Duration tick, int looksEvery, int tellsEvery) {
        /** For the home account: a GetItem at each tick, and a call to Step Functions every 5 s. */
        public static Rhythm ofHome(Printer printer) {
            return printer.isTerminal()
                    ? new Rhythm(Duration.ofSeconds(1), 5, 1)
                    : new Rhythm(Duration.ofSeconds(5), 1, 2);
        }

        public static Rhythm ofThisMachine(Printer printer) {
            return new Rhythm(Duration.ofMillis(200), 1, printer.isTerminal() ? 5 : 50);
        }
    }

    public RunFollower(World world, Printer printer, RunStore store, Rhythm rhythm) {
        this.world = world;
        this.printer = printer;
        this.store = store;
        this.rhythm = rhythm;
    }

    /**
     * Returns when the execution has ended.
     *
     * @return false when a Ctrl-C came first
     * @throws NoVerdict when it can no longer be followed
     */
    public boolean follow(RunId run, String execution, BooleanSupplier hasEnded) throws InterruptedException {
        var interrupts = new LinkedBlockingQueue<Runnable>();
        world.interrupts().onFirst(() -> interrupts.add(() -> {}));
        Waiting waiting = world.waiting();
        long startedAt = world.nanoTime().getAsLong();
        for (int tick = 1; waiting.next(interrupts, rhythm.tick().toNanos()) == null; tick++) {
            try {
                if (tick % rhythm.looksEvery() == 0 && hasEnded.getAsBoolean()) {
                    return true;
                }
                if (tick % rhythm.tellsEvery() == 0) {
                    tell(run, execution, (world.nanoTime().getAsLong() - startedAt) / 1e9);
                }
                silentTicks = 0;
            } catch (StoreFailed failure) {
                bear(run, HomeFailed.forNow(String.valueOf(failure.getMessage()), failure));
            } catch (HomeFailed failure) {
                bear(run, failure);
            }
        }
        return false;
    }

    private void tell(RunId run, String execution, double seconds) {
        Optional<Control> control = control(run).filter(now -> now.owner().equals(execution));
        if (control.isEmpty()) {
            printer.progress("planning");
            return;
        }
        if (progress == null) {
            RunRecord record = store.find(run).orElseThrow();
            Optional<String> pending =
                    PreparationText.of(store, record, world.clock().instant());
            if (pending.isPresent()) {
                printer.progress(pending.get());
                return;
            }
            progress = new ProgressView(
                    record.plan(),
                    record.phases().checkpoints(),
                    control.get().totals(),
                    control.get().totals().units());
        }
        printer.progress(progress.now(control.get(), control.get().totals().units(), seconds));
    }

    /** Reads only the control once the run is known to exist. */
    private Optional<Control> control(RunId run) {
        return progress == null ? store.find(run).map(RunRecord::control) : Optional.of(store.control(run));
    }

    private void bear(RunId run, HomeFailed failure) {
        if (silentTicks++ == 0) {
            printer.line("The run cannot be looked at now, trying again: " + failure.sentence());
        }
        boolean isTooLong = rhythm.tick().multipliedBy(silentTicks).compareTo(LONGEST_SILENCE) > 0;
        if (!failure.mayPass() || isTooLong) {
            throw new NoVerdict(
                    "run " + run + " goes on, but can no longer be followed: " + failure.sentence() + " (try"
                            + " later: `fanout"
                            + " status " + run + "`)",
                    failure);
        }
    }
}
