/** {@code fanout create}: a table made after another one, without its items. */
@NullMarked
package dynamofanout.launcher.create;

import org.jspecify.annotations.NullMarked;
