// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.copy.GaveUp;
import dynamofanout.input.BadInput;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Superseded;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.Errors;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.TaskStateBase;

/**
 * Says which failures of a function the workflow retries: all except our own refusals. Any other failure comes from
 * outside (the process ended, memory ran out, the network broke), under names that Lambda may add to at any time. The
 * next invocation continues from the checkpoint.
 */
final class Retries {
    /** These would end the same way. */
    static final List<String> FINAL =
            List.of(BadInput.class.getName(), GaveUp.class.getName(), NotOwner.class.getName());

    /**
     * Invocations that find no free slot of the account's concurrency. With full jitter the waits are 150 s on average once
     * they have grown, so this many take four days. Each leaves three events in the history: 6,900 of the 25,000 that an
     * execution may have.
     */
    static final int THROTTLED_ATTEMPTS = 2_300;

    static final Duration LONGEST_WAIT_FOR_A_SLOT = Duration.seconds(300);

    /**
     * Errors that say that an execution could not be started yet. AWS's developer guide ("Start workflow executions from a
     * task state") documents only the first. The others are not documented: they follow the names that AWS gives its other
     * errors, and one that never occurs does no harm. A failed execution and a name that is taken are not among them: the
     * run table says what became of those.
     */
    static final List<String> NOT_STARTED = List.of(
            "StepFunctions.ExecutionLimitExceeded",
            "StepFunctions.ExecutionLimitExceededException",
            "StepFunctions.ThrottlingException",
            "StepFunctions.TooManyRequestsException",
            "StepFunctions.AWSStepFunctionsException",
            "StepFunctions.SdkClientException");

    private Retries() {}

    /** For every task. */
    static void ofEveryFunction(TaskStateBase task) {
        task.addRetry(withJitter(List.of("Lambda.TooManyRequestsException"), LONGEST_WAIT_FOR_A_SLOT)
                .maxAttempts(THROTTLED_ATTEMPTS)
                .build());
        task.addRetry(RetryProps.builder().errors(FINAL).maxAttempts(0).build());
        task.addRetry(withJitter(List.of(Errors.ALL), Duration.seconds(60))
                .maxAttempts(6)
                .build());
    }

    /** For who copies, before all others: a former worker's claim is over one lease later. */
    static void ofSuperseded(TaskStateBase task, java.time.Duration lease) {
        task.addRetry(RetryProps.builder()
                .errors(List.of(Superseded.class.getName()))
                .interval(Duration.seconds(lease.toSeconds()))
                .backoffRate(1)
                .maxAttempts(4)
                .build());
    }

    /** For who starts executions: too many are started, or go on, at one time, or the service could not be reached. */
    static void ofStarts(TaskStateBase task) {
        task.addRetry(
                withJitter(NOT_STARTED, Duration.seconds(60)).maxAttempts(20).build());
    }

    private static RetryProps.Builder withJitter(List<String> errors, Duration most) {
        return RetryProps.builder()
                .errors(errors)
                .interval(Duration.seconds(2))
                .backoffRate(2)
                .maxDelay(most)
                .jitterStrategy(JitterType.FULL);
    }
}
