/** The command {@code fanout demo}: the real engine between two accounts of DynamoDB Local, over a wire that breaks. */
@NullMarked
package dynamofanout.demo;

import org.jspecify.annotations.NullMarked;
