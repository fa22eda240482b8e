// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.OpenPage;

/**
 * Decides what to do with an item once it is known which sides have it. Each item of the source is settled in its
 * stretch.
 */
interface Decisions {
    /** Both sides have the key. */
    void matched(SideItem source, SideItem target, OpenPage page);

    /** According to the order of the scans, the target lacks the key. */
    void onlyInSource(SideItem item, OpenPage page);

    /** According to the order of the scans, the source lacks the key. */
    void onlyInTarget(SideItem item, OpenPage page);

    /**
     * The scans do not tell whether the target has the key, so it is looked up there.
     *
     * @param isThere is told whether the target has the key
     */
    void lookUpInTarget(SideItem item, OpenPage page, IsThere isThere);

    /**
     * The scans do not tell whether the source has the key of this item of the target. Where that matters, it is looked
     * up there.
     */
    void lookUpInSource(SideItem item, OpenPage page, IsThere isThere);

    /** Is told the result of a look-up. */
    @FunctionalInterface
    interface IsThere {
        /** For look-ups whose result does not matter. */
        IsThere UNHEARD = isThere -> {};

        void heard(boolean isThere);
    }
}
