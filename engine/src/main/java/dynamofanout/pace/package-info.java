/** Units per second: token buckets under ceilings, and limits found by backing off from throttling. */
@NullMarked
package dynamofanout.pace;

import org.jspecify.annotations.NullMarked;
