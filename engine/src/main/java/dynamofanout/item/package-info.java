/** One item as JSON bytes: slices, a JSON walker, keys, equality, size. No I/O. */
@NullMarked
package dynamofanout.item;

import org.jspecify.annotations.NullMarked;
