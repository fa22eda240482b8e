// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.item.Slice;
import dynamofanout.query.Answer.UniqueValue;
import dynamofanout.query.Answer.Wants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The content of a page while it is collected. It takes items until one does not fit. */
sealed interface AnswerPage permits AnswerPage.Items, UniqueValues {
    /** Adds an item if it fits. If not, nothing is added and the page ends before it. */
    boolean take(Slice item);

    /** How many items were added. */
    int count();

    Answer answer(double units, Optional<String> nextPageToken);

    static AnswerPage of(ResolvedQuery question, AnswerLimits bounds) {
        return question.request().wanted() instanceof Wanted.Unique unique
                ? new UniqueValues(unique.attribute(), question.request().format(), bounds)
                : new Items(question, bounds);
    }

    /** A page of items. */
    final class Items implements AnswerPage {
        private final ResolvedQuery question;
        private final AnswerLimits bounds;
        private final List<String> items = new ArrayList<>();
        private int bytes;

        Items(ResolvedQuery question, AnswerLimits bounds) {
            this.question = question;
            this.bounds = bounds;
        }

        @Override
        public boolean take(Slice item) {
            if (items.size() == question.request().most()) {
                return false;
            }
            String text = ItemText.of(
                    item, question.request().format(), question.projection().unwanted());
            int more = bounds.carriage().bytes(text) + 1;
            if (bytes + more > bounds.bytes() && !items.isEmpty()) {
                return false;
            }
            items.add(text);
            bytes += more;
            return true;
        }

        @Override
        public int count() {
            return items.size();
        }

        @Override
        public Answer answer(double units, Optional<String> nextPageToken) {
            return new Answer(Wants.ITEMS, items, items.size(), List.<UniqueValue>of(), units, nextPageToken);
        }
    }
}
