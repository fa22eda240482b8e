/** Sets of tables: planning all of their runs, dividing the price limit, stopping them, and their outcome. */
@NullMarked
package dynamofanout.set;

import org.jspecify.annotations.NullMarked;
