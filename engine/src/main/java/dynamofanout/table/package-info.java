/** Calls to one DynamoDB table: its description, reads, writes, and errors. Items stay the bytes that were received. */
@NullMarked
package dynamofanout.table;

import org.jspecify.annotations.NullMarked;
