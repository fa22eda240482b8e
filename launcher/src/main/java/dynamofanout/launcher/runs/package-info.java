/** The commands that start, resume, watch, change and stop runs. */
@NullMarked
package dynamofanout.launcher.runs;

import org.jspecify.annotations.NullMarked;
