/** Measures what a copy costs: a stub of DynamoDB that costs almost nothing itself, and a rival to compare with. */
@NullMarked
package dynamofanout.bench;

import org.jspecify.annotations.NullMarked;
