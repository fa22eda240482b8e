/** Reading a segment of both tables side by side and deciding what becomes of each item. */
@NullMarked
package dynamofanout.twin;

import org.jspecify.annotations.NullMarked;
