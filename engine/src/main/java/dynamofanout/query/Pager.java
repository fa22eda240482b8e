// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.query.Answer.Wants;
import dynamofanout.table.CallFailed;
import dynamofanout.table.CountAnswer;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects one page of an answer. Without a filter each Query reads at most as many items as are still needed. With a
 * filter it starts the same way, and reads up to twice as many each time that too few were found, so that a sparse
 * filter does not read item by item. The page ends after its last item, and that item's key is where the next page
 * begins. Use it for one page, from one thread.
 */
final class Pager {
    /** Most items that one Query with a filter reads when the number of items is limited. */
    private static final int MOST_AT_ONCE = 10_000;

    private final ItemTable table;
    private final ResolvedQuery question;
    private final AnswerLimits bounds;
    private final RetryingReads retries;
    private double units;
    private int reads;
    private Optional<Slice> cursor;
    private boolean isAtEnd;

    Pager(ItemTable table, ResolvedQuery question, AnswerLimits bounds, RetryingReads retries) {
        this.table = table;
        this.question = question;
        this.bounds = bounds;
        this.retries = retries;
        this.cursor = question.start();
    }

    /** @throws CallFailed if not even the first items can be read */
    Answer page() {
        return question.request().wanted() instanceof Wanted.Count ? count() : gather();
    }

    private Answer gather() {
        AnswerPage gathered = AnswerPage.of(question, bounds);
        int most = question.request().most();
        // with a filter and a single read, the number of items to look at is unknown, so it reads as many as make 1 MB
        int ask = bounds.mostReads() == 1 && question.request().filter().isPresent() ? Integer.MAX_VALUE : most;
        boolean isFull = false;
        while (!isAtEnd && !isFull && mayRead()) {
            int before = gathered.count();
            Optional<Page> page = ask(ask);
            if (page.isEmpty()) {
                break;
            }
            isFull = !take(page.get(), gathered) || gathered.count() == most;
            ask = most == Integer.MAX_VALUE
                    ? most
                    : next(ask, most - gathered.count(), page.get().scannedCount(), gathered.count() - before);
        }
        boolean isHead = question.request().wanted() instanceof Wanted.Head && gathered.count() == 1;
        return gathered.answer(units, isHead ? Optional.empty() : token());
    }

    /**
     * Items to read next: as many as should yield the wanted ones by the last Query's share, at most twice as many as
     * last time.
     */
    private static int next(int asked, int wanted, int scanned, int found) {
        double needed = found == 0 ? MOST_AT_ONCE : Math.ceil((double) wanted * scanned / found);
        return (int) Math.max(wanted, Math.min(Math.min(MOST_AT_ONCE, 2.0 * asked), needed));
    }

    /**
     * Adds a page's items. False if the page ends before one of them; the cursor is then the key of the item before it.
     */
    private boolean take(Page page, AnswerPage gathered) {
        Optional<Slice> last = Optional.empty();
        for (Slice item : page.items()) {
            if (!gathered.take(item)) {
                last.ifPresent(taken -> cursor = Optional.of(key(taken)));
                return false;
            }
            last = Optional.of(item);
        }
        cursor = page.lastKey();
        isAtEnd = cursor.isEmpty();
        return true;
    }

    private Answer count() {
        long count = 0;
        int most = question.request().most();
        while (!isAtEnd && count < most && mayRead()) {
            int wanted = most == Integer.MAX_VALUE ? most : (int) (most - count);
            Optional<CountAnswer> answer = tryToAsk(() -> table.count(question.call(cursor, wanted)));
            if (answer.isEmpty()) {
                break;
            }
            units += answer.get().units();
            count += answer.get().count();
            cursor = answer.get().lastKey();
            isAtEnd = cursor.isEmpty();
        }
        return new Answer(Wants.COUNT, List.of(), count, List.of(), units, token());
    }

    private Optional<Page> ask(int most) {
        Optional<Page> page = tryToAsk(() -> table.query(question.call(cursor, most)));
        page.ifPresent(answer -> units += answer.units());
        return page;
    }

    /** Makes a call. Empty if it failed and there is already something to return. */
    private <T> Optional<T> tryToAsk(Supplier<T> call) {
        try {
            T answer = retries.ask(bounds.endNanos(), call);
            reads++;
            return Optional.of(answer);
        } catch (CallFailed failure) {
            if (failure.mayPass() && reads > 0) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Whether there may be another read. There is always a first one. */
    private boolean mayRead() {
        return reads == 0 || (reads < bounds.mostReads() && retries.nanoTime().getAsLong() - bounds.endNanos() < 0);
    }

    private Optional<String> token() {
        return isAtEnd ? Optional.empty() : cursor.map(question::token);
    }

    private Slice key(Slice item) {
        return Slice.of(ItemKey.of(item, question.cursor()).json());
    }
}
