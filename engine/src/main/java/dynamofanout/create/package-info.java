/** Makes tables after others: the target of a run, step by step, or a table alone. */
@NullMarked
package dynamofanout.create;

import org.jspecify.annotations.NullMarked;
