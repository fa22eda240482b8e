// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import java.util.Optional;

/**
 * Decides everything by look-ups: first each item of the source, then, if extra items matter, each item of the target.
 * It is used for selected keys, because they are few and their readers can only start at the ends of pages.
 */
final class SequentialMerge {
    private final Side source;
    private final Side target;
    private final TwinPages passage;
    private final Decisions deciding;

    SequentialMerge(Side source, Side target, TwinPages passage, Decisions deciding) {
        this.source = source;
        this.target = target;
        this.passage = passage;
        this.deciding = deciding;
    }

    /** Decides the next item. False if that needs more items of one side. */
    boolean step() {
        if (!source.isEmpty()) {
            SideItem item = source.pop();
            deciding.lookUpInTarget(item, passage.source(item, Optional.empty()), Decisions.IsThere.UNHEARD);
            return true;
        }
        if (source.isDone() && !target.isEmpty()) {
            SideItem item = target.pop();
            deciding.lookUpInSource(item, passage.targetAfterSource(item), Decisions.IsThere.UNHEARD);
            return true;
        }
        return false;
    }
}
