/** Making sure, before a run's first write, that the target's state can be brought back. */
@NullMarked
package dynamofanout.backup;

import org.jspecify.annotations.NullMarked;
