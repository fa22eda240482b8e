/** Look-ups by key and index: requests, pages of answers, page tokens. */
@NullMarked
package dynamofanout.query;

import org.jspecify.annotations.NullMarked;
