/** Work on one segment, from claim to release: lease, saves, deadline, identity of the tables. */
@NullMarked
package dynamofanout.worker;

import org.jspecify.annotations.NullMarked;
