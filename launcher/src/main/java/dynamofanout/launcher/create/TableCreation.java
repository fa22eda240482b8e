// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.create;

import dynamofanout.create.CreationStep;
import dynamofanout.create.TableCreator;
import dynamofanout.definition.DefinitionLanguage;
import dynamofanout.definition.TableDefinition;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.Figures;
import dynamofanout.table.CallFailed;
import dynamofanout.table.CallSentence;
import dynamofanout.table.OpenTable;
import dynamofanout.table.RawDescription;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Creates one table for {@code fanout create}. Waits until the table and its indexes can be used, then sets TTL and
 * point-in-time recovery. The engine does each step; this class repeats them until all is done or Ctrl-C comes.
 */
final class TableCreation {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final World world;
    private final Printer printer;
    private final OpenTable target;
    private final TableDefinition table;
    private final TableCreator creator;
    private final LinkedBlockingQueue<Runnable> interrupts = new LinkedBlockingQueue<>();

    /** @param mark the tag that the table gets, or already has */
    TableCreation(World world, Printer printer, OpenTable target, TableDefinition table, String mark) {
        this.world = world;
        this.printer = printer;
        this.target = target;
        this.table = table;
        this.creator = new TableCreator(target, table, mark, world.clock().instant());
    }

    /** The new table; empty when a Ctrl-C came first. */
    Optional<RawDescription> carryOut() throws InterruptedException {
        world.interrupts().onFirst(() -> interrupts.add(() -> {}));
        long end = world.nanoTime().getAsLong() + LONGEST.toNanos();
        while (!isBegun()) {
            if (!pause(end)) {
                printer.line("Not started: no table was created");
                return Optional.empty();
            }
        }
        while (true) {
            Optional<RawDescription> found = ask("DescribeTable", creator::find);
            if (found.filter(RawDescription::isUsable).isPresent() && isSet()) {
                return found;
            }
            printer.progress("creating " + target.words() + ": "
                    + found.map(now -> now.table().status()).orElse("not visible yet") + ", "
                    + Figures.time((LONGEST.toNanos() - (end - world.nanoTime().getAsLong())) / 1e9));
            if (!pause(end)) {
                printer.line("Not waiting any longer: " + target.words() + " is being created" + stillToSet());
                return Optional.empty();
            }
        }
    }

    private String stillToSet() {
        var text = new StringJoiner(System.lineSeparator() + "  ", ". Once it is ACTIVE, set the rest by\n  ", "")
                .setEmptyValue("");
        DefinitionLanguage.laterCommands(table).forEach(text::add);
        return text.toString();
    }

    /** False if other creations are in the way, or if it is not known yet who created the table. */
    private boolean isBegun() {
        try {
            CreationStep step = creator.begin();
            if (step instanceof CreationStep.Taken taken) {
                throw new BadInput(target.words() + " " + taken.why());
            }
            if (step instanceof CreationStep.Unknown unknown) {
                printer.progress("creating " + target.words() + ": " + unknown.why());
            }
            return step instanceof CreationStep.Made;
        } catch (CallFailed failure) {
            bear("CreateTable", failure);
            printer.progress(
                    failure.code().equals("LimitExceededException")
                            ? "waiting: this account is creating as many tables and indexes as it may at a time"
                            : "waiting: " + failure.getMessage());
            return false;
        }
    }

    private boolean isSet() {
        try {
            creator.setLater();
            return true;
        } catch (CallFailed failure) {
            bear("UpdateTimeToLive and dynamodb:UpdateContinuousBackups", failure);
            return false;
        }
    }

    private <T> Optional<T> ask(String action, Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (CallFailed failure) {
            bear(action, failure);
            return Optional.empty();
        }
    }

    private void bear(String action, CallFailed failure) {
        if (!failure.mayPassForTable()) {
            throw new BadInput(CallSentence.of(action, target, () -> "it has just gone", failure));
        }
    }

    /** @return false when a Ctrl-C came, or it takes too long */
    private boolean pause(long end) throws InterruptedException {
        return world.nanoTime().getAsLong() < end && world.waiting().next(interrupts, BETWEEN_LOOKS.toNanos()) == null;
    }
}
