/** The two run stores: a DynamoDB table and a directory. */
@NullMarked
package dynamofanout.store;

import org.jspecify.annotations.NullMarked;
