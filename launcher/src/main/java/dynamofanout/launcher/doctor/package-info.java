/** The command {@code fanout doctor}: checks everything that copies on AWS need. */
@NullMarked
package dynamofanout.launcher.doctor;

import org.jspecify.annotations.NullMarked;
