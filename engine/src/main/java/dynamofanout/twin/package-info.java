/** The twin scan: reading a segment of both tables side by side and deciding what to do with each item. */
@NullMarked
package dynamofanout.twin;

import org.jspecify.annotations.NullMarked;
