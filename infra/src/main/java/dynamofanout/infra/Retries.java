package dynamofanout.infra;

import dynamofanout.run.StoreFailed;
import dynamofanout.run.Superseded;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.Errors;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.TaskStateBase;

/**
 * Which failures of a function are tried again. Whatever is not named here is not: NotOwner, GaveUp and all that is our
 * own mistake would end the same way.
 */
final class Retries {
    /** The function did not run, or was ended from outside; it continues from its checkpoint. */
    private static final List<String> ENDED_FROM_OUTSIDE = List.of(
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.Unknown",
            "Runtime.ExitError",
            "Sandbox.Timedout",
            Errors.TIMEOUT,
            StoreFailed.class.getName());

    private Retries() {}

    /** For every task. */
    static void ofEveryFunction(TaskStateBase task) {
        task.addRetry(withJitter("Lambda.TooManyRequestsException")
                .maxAttempts(
                        30) // the account's concurrency can be used up by others for a while: about a quarter of an
                // hour
                .build());
        task.addRetry(withJitter(ENDED_FROM_OUTSIDE.toArray(String[]::new))
                .maxAttempts(6)
                .build());
    }

    /** For who copies: a former worker's claim is over one lease later. */
    static void ofSuperseded(TaskStateBase task, java.time.Duration lease) {
        task.addRetry(RetryProps.builder()
                .errors(List.of(Superseded.class.getName()))
                .interval(Duration.seconds(lease.toSeconds()))
                .backoffRate(1)
                .maxAttempts(4)
                .build());
    }

    private static RetryProps.Builder withJitter(String... errors) {
        return RetryProps.builder()
                .errors(List.of(errors))
                .interval(Duration.seconds(2))
                .backoffRate(2)
                .maxDelay(Duration.seconds(60))
                .jitterStrategy(JitterType.FULL);
    }
}
