/** What tests and the demo stand on: DynamoDB Local behind loopback HTTP, faults on the wire, real data. */
@NullMarked
package dynamofanout.testing;

import org.jspecify.annotations.NullMarked;
