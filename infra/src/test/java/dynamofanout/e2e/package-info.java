/** The stacks deployed to LocalStack in a container, and the launcher's commands against them. */
@NullMarked
package dynamofanout.e2e;

import org.jspecify.annotations.NullMarked;
