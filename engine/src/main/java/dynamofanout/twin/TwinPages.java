package dynamofanout.twin;

import dynamofanout.copy.Ledger;
import dynamofanout.copy.OpenPage;
import dynamofanout.run.Counts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is decided into stretches that are settled, counted and passed as a whole: the arrivals of the source, each
 * with what was met of the target meanwhile; and between two of them, what is met of the target alone.
 */
final class TwinPages {
    /** Items of the target alone that make a stretch, so that a checkpoint gets through a long row of them. */
    private static final int TARGET_ITEMS = 1_000;

    private final Ledger ledger;
    private final Side target;
    private Position sourcePosition;
    private Position targetPosition;

    /** The last one decided; its position is made when a stretch ends. */
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

    /** The stretch of an item of the source that has just been decided, together with its counterpart if it has one. */
    OpenPage source(SideItem item, Optional<SideItem> counterpart) {
        if (!item.arrival().equals(arrival)) {
            end(); // before the counterpart: a cut between the two would tear them apart
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

    /** The stretch of an item of the target alone that has just been decided. */
    OpenPage target(SideItem item) {
        if (stretch != null && arrival == null && targetItems >= TARGET_ITEMS) {
            end();
        }
        lastOfTarget = item;
        targetItems++;
        return current();
    }

    /** The same after the source's end, where a stretch ends with what arrived together. */
    OpenPage targetAfterSource(SideItem item) {
        OpenPage page = current();
        if (item.arrival().isDecided()) {
            targetPosition = item.arrival().end();
            end();
        }
        return page;
    }

    /** An arrival without items. */
    void empty(SidePage nothing) {
        end();
        begin(nothing);
        passTargetsEnd();
        end();
    }

    /** Ends the stretch between two arrivals, if there is one. */
    void endBetweenArrivals() {
        if (arrival == null) {
            passTargetsEnd();
            end();
        }
    }

    private void begin(SidePage begun) {
        arrival = begun;
        // one more than its items: its end
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

    /** Nothing of the target is left behind what was decided last. */
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
