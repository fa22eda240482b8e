/** Conditions on keys: read by a table's schema, put into expressions, and, many at a time, merged into few. */
@NullMarked
package dynamofanout.key;

import org.jspecify.annotations.NullMarked;
