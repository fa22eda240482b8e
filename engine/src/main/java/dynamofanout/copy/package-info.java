/** Reading pages of one segment and writing their items to the target: batches, retries, refused items, counts. */
@NullMarked
package dynamofanout.copy;

import org.jspecify.annotations.NullMarked;
