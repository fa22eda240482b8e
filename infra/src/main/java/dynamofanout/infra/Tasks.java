// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Timeout;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/** Builds workflow states that call a Lambda function. */
final class Tasks {
    /** A function's own time-out ends it first; this ends a call whose answer never came. */
    private static final int GRACE_SECONDS = 60;

    private Tasks() {}

    /** @param fields names and paths in turn, in the order in which they shall stand */
    static LambdaInvoke.Builder call(Construct scope, String name, IFunction function, String... fields) {
        Map<String, Object> payload = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            payload.put(fields[i], JsonPath.objectAt(fields[i + 1]));
        }
        return LambdaInvoke.Builder.create(scope, name)
                .lambdaFunction(function)
                .payload(TaskInput.fromObject(payload))
                .retryOnServiceExceptions(false);
    }

    static Timeout timeout(java.time.Duration ofFunction) {
        return Timeout.duration(Duration.seconds(ofFunction.toSeconds() + GRACE_SECONDS));
    }
}
