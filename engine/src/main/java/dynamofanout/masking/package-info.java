/**
 * Masks of runs: finds the rules and the secret of a copy, pins them in its plan, and makes sure that both stay the
 * same.
 */
@NullMarked
package dynamofanout.masking;

import org.jspecify.annotations.NullMarked;
