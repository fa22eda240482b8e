// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.Ledger;
import dynamofanout.copy.OpenPage;
import dynamofanout.run.Counts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Divides decided items into stretches that are settled, counted and passed as a whole. A page of the source is one
 * stretch, together with the items of the target that were met meanwhile. Items of the target that were met between two
 * pages are a stretch of their own.
 */
final class TwinPages {
    /** Most items in a stretch of the target's items alone, so that a checkpoint can move within a long run of them. */
    private static final int TARGET_ITEMS = 1_000;

    private final Ledger ledger;
    private final Side target;
    private Position sourcePosition;
    private Position targetPosition;

    /** The last decided item of the target. Its position is computed when a stretch ends. */
    private @Nullable SideItem lastOfTarget;

    private @Nullable OpenPage stretch;
    private @Nullable SidePage arrival;
    private int targetItems;

    TwinPages(Ledger ledger, Side target, TwinCursor from) {
        this.ledger = ledger;
        this.target = target;
        this.sourcePosition = from.source();
        this.targetPosition = from.target();
    }

    /**
     * The stretch of an item of the source that has just been decided, with its counterpart in the target if it has
     * one.
     */
    OpenPage source(SideItem item, Optional<SideItem> counterpart) {
        if (!item.arrival().equals(arrival)) {
            end(); // before the counterpart, so that both are in the same stretch
            begin(item.arrival());
        }
        counterpart.ifPresent(met -> lastOfTarget = met);
        OpenPage page = current();
        if (item.arrival().isDecided()) {
            passTargetsEnd();
            end();
        }
        return page;
    }

    /** The stretch of an item that only the target has and that has just been decided. */
    OpenPage target(SideItem item) {
        if (stretch != null && arrival == null && targetItems >= TARGET_ITEMS) {
            end();
        }
        lastOfTarget = item;
        targetItems++;
        return current();
    }

    /** The stretch of an item of the target after the source's end. There a stretch ends with the target's page. */
    OpenPage targetAfterSource(SideItem item) {
        OpenPage page = current();
        if (item.arrival().isDecided()) {
            targetPosition = item.arrival().end();
            end();
        }
        return page;
    }

    /** Passes a page of the source without items. */
    void empty(SidePage nothing) {
        end();
        begin(nothing);
        passTargetsEnd();
        end();
    }

    /** Ends the stretch between two pages, if there is one. */
    void endBetweenArrivals() {
        if (arrival == null) {
            passTargetsEnd();
            end();
        }
    }

    private void begin(SidePage begun) {
        arrival = begun;
        // one more than its items, for its end
        open(new OpenPage(begun.counts(), begun.items() + 1, (int) begun.bytes()));
    }

    private OpenPage current() {
        OpenPage page = stretch;
        return page == null ? open(new OpenPage(Counts.NONE, 1, 0)) : page;
    }

    private OpenPage open(OpenPage page) {
        stretch = page;
        targetItems = 0;
        ledger.open(page);
        return page;
    }

    private void end() {
        OpenPage page = stretch;
        if (page == null) {
            return;
        }
        SidePage ended = arrival;
        Counts atItsEnd = Counts.NONE;
        if (ended != null) {
            sourcePosition = ended.end();
            atItsEnd = ended.more();
            page.addRefused(ended.refused());
        }
        page.endAt(new TwinCursor(sourcePosition, targetPosition()).text());
        page.settle(atItsEnd);
        stretch = null;
        arrival = null;
    }

    /** Moves to the target's end if all of its items are decided. */
    private void passTargetsEnd() {
        if (target.isDone()) {
            targetPosition = Position.END;
            lastOfTarget = null;
        }
    }

    private Position targetPosition() {
        if (lastOfTarget != null) {
            targetPosition = Position.after(lastOfTarget.key());
            lastOfTarget = null;
        }
        return targetPosition;
    }
}
