/** The command {@code fanout restore}: restores a target, as it was before a run, into a new table. */
@NullMarked
package dynamofanout.launcher.restore;

import org.jspecify.annotations.NullMarked;
