/** What all places of runs share: how a run stands, its names, and how it is followed. */
@NullMarked
package dynamofanout.launcher.place;

import org.jspecify.annotations.NullMarked;
