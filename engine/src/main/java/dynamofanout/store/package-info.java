/** The two implementations of the run store: a DynamoDB table and a directory. */
@NullMarked
package dynamofanout.store;

import org.jspecify.annotations.NullMarked;
