/** The command that writes the first {@code fanout.json}. */
@NullMarked
package dynamofanout.launcher.init;

import org.jspecify.annotations.NullMarked;
