/** What is deployed: FanoutStack in the home account, an AccessStack in each environment's account, in CDK. */
@NullMarked
package dynamofanout.infra;

import org.jspecify.annotations.NullMarked;
