/** The commands that begin, look at and change runs. */
@NullMarked
package dynamofanout.launcher.runs;

import org.jspecify.annotations.NullMarked;
