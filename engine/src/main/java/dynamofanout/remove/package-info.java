/** The delete phase of a mirror: removes items that the source does not have, after everything else is done. */
@NullMarked
package dynamofanout.remove;

import org.jspecify.annotations.NullMarked;
