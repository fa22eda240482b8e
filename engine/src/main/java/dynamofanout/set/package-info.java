/** Sets of tables: what all of their runs would do, who may spend how much, and how they ended. */
@NullMarked
package dynamofanout.set;

import org.jspecify.annotations.NullMarked;
