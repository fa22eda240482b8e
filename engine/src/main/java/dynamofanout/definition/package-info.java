/** Definitions of tables, for creating a similar table: as a request to DynamoDB, and as text for other tools. */
@NullMarked
package dynamofanout.definition;

import org.jspecify.annotations.NullMarked;
