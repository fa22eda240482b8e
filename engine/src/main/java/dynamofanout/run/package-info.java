/**
 * Values of a run (plan, phases, checkpoints, counts, control, summary), and the interface of the run store that keeps
 * them.
 */
@NullMarked
package dynamofanout.run;

import org.jspecify.annotations.NullMarked;
