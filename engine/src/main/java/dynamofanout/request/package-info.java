/** What people ask for: copy, resume, replay, with their limits, ceilings, modes and selected keys. */
@NullMarked
package dynamofanout.request;

import org.jspecify.annotations.NullMarked;
