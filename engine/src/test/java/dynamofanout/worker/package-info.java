@NullMarked
package dynamofanout.worker;

import org.jspecify.annotations.NullMarked;
