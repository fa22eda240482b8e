/** The command that brings back a table as it was before a run. */
@NullMarked
package dynamofanout.launcher.restore;

import org.jspecify.annotations.NullMarked;
