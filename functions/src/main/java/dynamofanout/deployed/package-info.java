/** What the functions are given on AWS: settings, environments, the run table, executions, a log. */
@NullMarked
package dynamofanout.deployed;

import org.jspecify.annotations.NullMarked;
