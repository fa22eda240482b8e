/** Beginning, resuming and replaying runs, wherever they are carried out. */
@NullMarked
package dynamofanout.start;

import org.jspecify.annotations.NullMarked;
