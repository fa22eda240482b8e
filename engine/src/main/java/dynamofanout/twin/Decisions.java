package dynamofanout.twin;

import dynamofanout.copy.OpenPage;

/** What becomes of items once it is known on which sides they are. Each item of the source is settled in its stretch. */
interface Decisions {
    /** The same key is on both sides. */
    void matched(SideItem source, SideItem target, OpenPage page);

    /** By the order of the scans the target lacks it. */
    void onlyInSource(SideItem item, OpenPage page);

    /** By the order of the scans the source lacks it. */
    void onlyInTarget(SideItem item, OpenPage page);

    /**
     * The scans say nothing: it has to be looked up in the target.
     *
     * @param isThere hears whether the target has the key
     */
    void lookUpInTarget(SideItem item, OpenPage page, IsThere isThere);

    /** The scans say nothing of this item of the target: where that matters it has to be looked up in the source. */
    void lookUpInSource(SideItem item, OpenPage page, IsThere isThere);

    /** Hears the outcome of a look-up. */
    @FunctionalInterface
    interface IsThere {
        /** Nobody wants to know. */
        IsThere UNHEARD = isThere -> {};

        void heard(boolean isThere);
    }
}
