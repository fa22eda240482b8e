/** The commands that help to write masks: {@code mask suggest}, {@code mask check} and {@code mask preview}. */
@NullMarked
package dynamofanout.launcher.mask;

import org.jspecify.annotations.NullMarked;
