/** Decides whether data may go from one table into another, from the policy and from the tables' descriptions. */
@NullMarked
package dynamofanout.guard;

import org.jspecify.annotations.NullMarked;
