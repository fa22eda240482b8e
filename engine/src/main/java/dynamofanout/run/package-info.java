/** A run: its id, request, checkpoints and control, and the store that is the truth about them. */
@NullMarked
package dynamofanout.run;

import org.jspecify.annotations.NullMarked;
