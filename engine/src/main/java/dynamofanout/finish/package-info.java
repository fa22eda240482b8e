/** From checkpoints to the summary of a run, with its verdict. */
@NullMarked
package dynamofanout.finish;

import org.jspecify.annotations.NullMarked;
