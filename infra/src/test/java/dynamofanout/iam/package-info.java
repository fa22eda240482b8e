/**
 * An evaluator of IAM policies, as far as ours need one: LocalStack enforces none. It follows AWS's "Policy evaluation
 * logic"; an operator or element that it does not know is an error, never an answer.
 */
package dynamofanout.iam;
