/** Look-ups by key and index: requests, pages of answers and their tokens, and the function that answers them. */
@NullMarked
package dynamofanout.query;

import org.jspecify.annotations.NullMarked;
