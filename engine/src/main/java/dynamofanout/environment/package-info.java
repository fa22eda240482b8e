/**
 * Environments: from their names to accounts, credentials and endpoints. Also the identity of a table, and which tables
 * may be targets.
 */
@NullMarked
package dynamofanout.environment;

import org.jspecify.annotations.NullMarked;
