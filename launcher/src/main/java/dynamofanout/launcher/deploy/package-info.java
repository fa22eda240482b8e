/** The commands that deploy to AWS and remove what was deployed. */
@NullMarked
package dynamofanout.launcher.deploy;

import org.jspecify.annotations.NullMarked;
