/** The command that says what is missing. */
@NullMarked
package dynamofanout.launcher.doctor;

import org.jspecify.annotations.NullMarked;
