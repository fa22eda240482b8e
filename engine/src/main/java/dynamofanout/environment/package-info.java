/** Names of environments -> accounts, credentials and endpoints; what a table's identity is; who may be a target. */
@NullMarked
package dynamofanout.environment;

import org.jspecify.annotations.NullMarked;
