/** What people write (requests, {@code fanout.json}, options), read strictly: whatever is wrong is one sentence. */
@NullMarked
package dynamofanout.input;

import org.jspecify.annotations.NullMarked;
