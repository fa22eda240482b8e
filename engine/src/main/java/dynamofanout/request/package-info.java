/** What people ask for: copy, resume, replay, with limits, ceilings, modes and selected keys. */
@NullMarked
package dynamofanout.request;

import org.jspecify.annotations.NullMarked;
