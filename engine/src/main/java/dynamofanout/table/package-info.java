/** One DynamoDB table: its description, the client for the path of items, and items as the bytes they came in. */
@NullMarked
package dynamofanout.table;

import org.jspecify.annotations.NullMarked;
