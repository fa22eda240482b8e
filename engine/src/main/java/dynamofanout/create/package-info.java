/** Creating tables from the definitions of others: the target of a run, in steps, or a table without a copy. */
@NullMarked
package dynamofanout.create;

import org.jspecify.annotations.NullMarked;
