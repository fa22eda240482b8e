/** How runs begin, go on and are replayed, wherever they are carried out. */
@NullMarked
package dynamofanout.start;

import org.jspecify.annotations.NullMarked;
