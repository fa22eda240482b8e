/** Strict reading of what people write (requests, {@code fanout.json}, options). Every error is one sentence. */
@NullMarked
package dynamofanout.input;

import org.jspecify.annotations.NullMarked;
