/** The end of a run: phase gates, the final checks, and the summary with its verdict, all from checkpoints. */
@NullMarked
package dynamofanout.finish;

import org.jspecify.annotations.NullMarked;
