/**
 * The synthesized stacks deployed to LocalStack in a container, and the launcher's commands and executions started by hand
 * against them. Three accounts, two Regions, one container for all tests.
 *
 * <p>What LocalStack 4.14 cannot show, and what shows it instead: it enforces no IAM policy and no trust (template
 * assertions, and the real services: docs/first-deployment.md); on AWS a failed child may fail its Map, here never
 * (children never fail: asserted on the definition); it knows no redrive, no child executions to look at, no memory limit
 * of functions, no X-Ray, no layers; alarms never fire, dashboards are left out; its tables have no partitions and no
 * limits (throttling is injected), no TTL that deletes, no PITR; its CloudFormation cannot move an alias (the update of
 * functions is done by Lambda's API) and its parser wants ToleratedFailurePercentage with a point. Times here are those of
 * two cores that everything shares.
 */
@NullMarked
package dynamofanout.e2e;

import org.jspecify.annotations.NullMarked;
