package dynamofanout.twin;

import java.util.Optional;

/**
 * Decides everything by look-ups: each item of the source, then, where extras matter, each of the target. For keys that
 * are selected: they are few, and their readers begin at the ends of pages only.
 */
final class Sequential {
    private final Side source;
    private final Side target;
    private final Passage passage;
    private final Deciding deciding;

    Sequential(Side source, Side target, Passage passage, Deciding deciding) {
        this.source = source;
        this.target = target;
        this.passage = passage;
        this.deciding = deciding;
    }

    /** Decides the next item; false when that takes more of one side. */
    boolean step() {
        if (!source.isEmpty()) {
            Entry item = source.pop();
            deciding.lookUpInTarget(item, passage.source(item, Optional.empty()), Deciding.IsThere.UNHEARD);
            return true;
        }
        if (source.isDone() && !target.isEmpty()) {
            Entry item = target.pop();
            deciding.lookUpInSource(item, passage.targetAfterSource(item), Deciding.IsThere.UNHEARD);
            return true;
        }
        return false;
    }
}
