/** The report of a run, to be attached to a ticket or read in a pull request. */
@NullMarked
package dynamofanout.launcher.report;

import org.jspecify.annotations.NullMarked;
