/** The command {@code fanout}: its commands, what they print, and the runner that carries a run out in this process. */
@NullMarked
package dynamofanout.launcher;

import org.jspecify.annotations.NullMarked;
