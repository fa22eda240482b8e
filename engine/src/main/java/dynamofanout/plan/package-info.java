/** Planning: from a request and its tables to a plan with estimates, refusals and warnings. */
@NullMarked
package dynamofanout.plan;

import org.jspecify.annotations.NullMarked;
