/** The commands that help to write masks: a draft, a check, a look at masked items. */
@NullMarked
package dynamofanout.launcher.mask;

import org.jspecify.annotations.NullMarked;
