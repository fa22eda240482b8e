/** The CDK app: FanoutStack and RunTableStack in the home account, an AccessStack in each environment's account. */
@NullMarked
package dynamofanout.infra;

import org.jspecify.annotations.NullMarked;
