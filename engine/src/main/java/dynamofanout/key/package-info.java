/** Key conditions: reading them according to a table's schema, writing them as expressions, merging many into few. */
@NullMarked
package dynamofanout.key;

import org.jspecify.annotations.NullMarked;
