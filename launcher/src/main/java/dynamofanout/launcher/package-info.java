/** The program {@code fanout}: its entry point and the list of its commands. */
@NullMarked
package dynamofanout.launcher;

import org.jspecify.annotations.NullMarked;
