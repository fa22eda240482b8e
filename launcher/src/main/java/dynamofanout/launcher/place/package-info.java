/** What local runs and runs on AWS share: their names, their state, and how they are followed. */
@NullMarked
package dynamofanout.launcher.place;

import org.jspecify.annotations.NullMarked;
