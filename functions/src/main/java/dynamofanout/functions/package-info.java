/**
 * The Lambda functions: their handlers, and what they use on AWS: settings, environments, the run table, executions, a
 * log.
 */
@NullMarked
package dynamofanout.functions;

import org.jspecify.annotations.NullMarked;
