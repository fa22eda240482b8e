/** Tests of what people install, each in an environment in which nothing else is. */
@NullMarked
package dynamofanout.release;

import org.jspecify.annotations.NullMarked;
