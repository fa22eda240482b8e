/** What one item's bytes say: slices, the JSON walker, keys, equality, size. No I/O. */
@NullMarked
package dynamofanout.item;

import org.jspecify.annotations.NullMarked;
