/** Backup of the target before a run's first write, so that its state can be restored. */
@NullMarked
package dynamofanout.backup;

import org.jspecify.annotations.NullMarked;
