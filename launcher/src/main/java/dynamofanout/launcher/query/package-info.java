/** The commands that query tables and describe them. */
@NullMarked
package dynamofanout.launcher.query;

import org.jspecify.annotations.NullMarked;
