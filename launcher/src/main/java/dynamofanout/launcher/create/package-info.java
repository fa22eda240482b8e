/** The command {@code fanout create}: creates a table like another one, without its items. */
@NullMarked
package dynamofanout.launcher.create;

import org.jspecify.annotations.NullMarked;
