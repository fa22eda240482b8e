/** From a request and the tables to a plan: what will be done, what it costs, what is refused and what to be warned of. */
@NullMarked
package dynamofanout.plan;

import org.jspecify.annotations.NullMarked;
