/** Filters as people write them, translated to the expressions that DynamoDB evaluates. */
@NullMarked
package dynamofanout.filter;

import org.jspecify.annotations.NullMarked;
