/** The commands that only look: {@code query}, {@code scan}, {@code get}, {@code tables} and {@code describe}. */
@NullMarked
package dynamofanout.launcher.query;

import org.jspecify.annotations.NullMarked;
