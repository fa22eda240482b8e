/** Text for people: plans, progress, summaries, items and tables. */
@NullMarked
package dynamofanout.launcher.show;

import org.jspecify.annotations.NullMarked;
