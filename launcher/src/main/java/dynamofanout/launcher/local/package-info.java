/** Runs that this process carries out itself. */
@NullMarked
package dynamofanout.launcher.local;

import org.jspecify.annotations.NullMarked;
