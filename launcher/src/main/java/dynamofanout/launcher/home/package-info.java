/** The home account: its state machine, functions and run table, and the runs that they carry out. */
@NullMarked
package dynamofanout.launcher.home;

import org.jspecify.annotations.NullMarked;
