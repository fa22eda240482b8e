/** Completes what somebody has typed up to Tab: commands, options, and the names of what is really there. */
@NullMarked
package dynamofanout.launcher.completion;

import org.jspecify.annotations.NullMarked;
