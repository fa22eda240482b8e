/** Whole runs of many workers on fakes in virtual time. */
@NullMarked
package dynamofanout.scale;

import org.jspecify.annotations.NullMarked;
