/** Whether data may go from one table into another: what the policy says, and what the tables say of themselves. */
@NullMarked
package dynamofanout.guard;

import org.jspecify.annotations.NullMarked;
