// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which items are on both sides and which on one side only, from the order in which the two scans return them.
 * Both tables return their partitions in the same order, and the items of a partition by sort key. So a partition that
 * both sides have is a sync point: everything before it is on one side only. DynamoDB does not document that the orders
 * agree. So the decisions are checked by look-ups until enough of them have confirmed it.
 */
final class Merge {
    private final Side source;
    private final Side target;
    private final Findings findings;

    /** The last partition that both sides were in. One of them may have left it. */
    private @Nullable String lastPartition;

    private long searchedWith = -1;

    /** Is told the decisions. The items have been removed from their sides. */
    interface Findings {
        void matched(SideItem source, SideItem target);

        void onlyInSource(SideItem item);

        void onlyInTarget(SideItem item);
    }

    Merge(Side source, Side target, Findings findings) {
        this.source = source;
        this.target = target;
        this.findings = findings;
    }

    /** Decides the next item or items. False if that needs more items of one side. */
    boolean step() {
        if (source.isEmpty() || target.isEmpty()) {
            return stepWithOneSide();
        }
        SideItem s = source.head();
        SideItem t = target.head();
        if (s.partition().equals(t.partition())) {
            stepInPartition(s, t);
            return true;
        }
        if (s.partition().equals(lastPartition)) {
            findings.onlyInSource(source.pop());
            return true;
        }
        if (t.partition().equals(lastPartition)) {
            findings.onlyInTarget(target.pop());
            return true;
        }
        return stepToCommonPartition();
    }

    /** Forgets the last common partition, because the sides were moved without regard to the order. */
    void forget() {
        lastPartition = null;
    }

    private boolean stepWithOneSide() {
        if (!source.isEmpty() && target.isAtEnd()) {
            findings.onlyInSource(source.pop());
            return true;
        }
        if (!target.isEmpty() && source.isAtEnd()) {
            findings.onlyInTarget(target.pop());
            return true;
        }
        return false;
    }

    private void stepInPartition(SideItem s, SideItem t) {
        lastPartition = s.partition();
        int order = s.key().compareSort(t.key());
        if (order < 0) {
            findings.onlyInSource(source.pop());
        } else if (order > 0) {
            findings.onlyInTarget(target.pop());
        } else {
            findings.matched(source.pop(), target.pop());
        }
    }

    private boolean stepToCommonPartition() {
        long arrived = source.arrived() + target.arrived();
        if (arrived == searchedWith) {
            return false;
        }
        Optional<String> common = commonPartition();
        if (common.isEmpty()) {
            searchedWith = arrived;
            return false;
        }
        while (!source.head().partition().equals(common.get())) {
            findings.onlyInSource(source.pop());
        }
        while (!target.head().partition().equals(common.get())) {
            findings.onlyInTarget(target.pop());
        }
        return true;
    }

    private Optional<String> commonPartition() {
        for (SideItem entry : source.entries()) {
            if (target.holds(entry.partition())) {
                return Optional.of(entry.partition());
            }
        }
        return Optional.empty();
    }
}
