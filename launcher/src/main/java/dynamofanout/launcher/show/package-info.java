/** Plans, summaries, items and tables as text for people and as rows. */
@NullMarked
package dynamofanout.launcher.show;

import org.jspecify.annotations.NullMarked;
