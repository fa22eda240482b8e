/** Reports about runs and sets, for a ticket or a pull request. */
@NullMarked
package dynamofanout.launcher.report;

import org.jspecify.annotations.NullMarked;
