// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.copy.GaveUp;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.CallFailed;
import dynamofanout.table.ItemTable;
import dynamofanout.table.TableDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Checks that tables are still the planned ones, so that a run never completes against a re-created table. A check is
 * valid for a while, because a process may work through thousands of small segments. Thread-safe.
 */
public final class TableIdentityCheck {
    /** One table and the plan's record of it. */
    public record Pinned(ItemTable table, PlannedTable planned) {}

    private final List<Pinned> tables;
    private final long goodForNanos;
    private final LongSupplier nanoTime;
    private final Function<List<TableDescription>, Optional<String>> refusal;
    private Optional<Long> lookedAt = Optional.empty();

    /** A check of the tables' identity alone. */
    public TableIdentityCheck(List<Pinned> tables, Duration goodFor, LongSupplier nanoTime) {
        this(tables, goodFor, nanoTime, described -> Optional.empty());
    }

    /**
     * A check that also asks whether the copy is allowed.
     *
     * @param refusal why data may not be copied between these tables, which are the planned ones and have just been
     *     described; empty: it may
     */
    public TableIdentityCheck(
            List<Pinned> tables,
            Duration goodFor,
            LongSupplier nanoTime,
            Function<List<TableDescription>, Optional<String>> refusal) {
        this.tables = List.copyOf(tables);
        this.goodForNanos = goodFor.toNanos();
        this.nanoTime = nanoTime;
        this.refusal = refusal;
    }

    /**
     * Checks the tables, unless that was done a short while ago.
     *
     * @throws GaveUp if a table was re-created or deleted, or the copy is not allowed
     * @throws CallFailed if it cannot be found out at present
     */
    public synchronized void check() {
        long now = nanoTime.getAsLong();
        if (lookedAt.isEmpty() || now - lookedAt.get() > goodForNanos) {
            checkNow();
            lookedAt = Optional.of(now);
        }
    }

    /** Checks the tables, however recent the last check is. */
    public void checkNow() {
        List<TableDescription> described = new ArrayList<>();
        for (Pinned pinned : tables) {
            TableDescription now = describe(pinned);
            if (!PlannedTable.Identity.of(now).equals(pinned.planned().identity())) {
                throw GaveUp.onRun(
                        GaveUp.TABLE_CHANGED,
                        pinned.planned().words()
                                + " is not the one that was planned for: it was re-created or its key was changed (start a"
                                + " new run)",
                        new IllegalStateException("identity differs"));
            }
            described.add(now);
        }
        refusal.apply(described).ifPresent(sentence -> {
            throw GaveUp.onRun(GaveUp.NOT_ALLOWED, sentence, new IllegalStateException("the policy forbids it"));
        });
    }

    private static TableDescription describe(Pinned pinned) {
        try {
            return pinned.table().describe();
        } catch (CallFailed failure) {
            if (failure.kind() == CallFailed.Kind.DENIED) {
                String which = pinned.planned().words();
                throw GaveUp.onRun(failure.code(), which + " cannot be used: " + failure.getMessage(), failure);
            }
            throw failure;
        }
    }
}
