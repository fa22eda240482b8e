/** Filters as people write them, read into the expressions that DynamoDB evaluates. */
@NullMarked
package dynamofanout.filter;

import org.jspecify.annotations.NullMarked;
