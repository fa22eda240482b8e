/** Reading pages of one segment and writing their items to the target: batching, trying again, refusing, counting. */
@NullMarked
package dynamofanout.copy;

import org.jspecify.annotations.NullMarked;
