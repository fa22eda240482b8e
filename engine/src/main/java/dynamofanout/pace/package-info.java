/** Rate limits in units per second: token buckets for ceilings, and limits that are found by watching throttling. */
@NullMarked
package dynamofanout.pace;

import org.jspecify.annotations.NullMarked;
