/** What a table is made of, for making another like it: as a request, and as text for other tools. */
@NullMarked
package dynamofanout.definition;

import org.jspecify.annotations.NullMarked;
