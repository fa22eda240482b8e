// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.Errors;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Result;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/**
 * Builds what the Map does for each piece of the table: it calls the segment function until it says that there is no
 * more. The function returns its next event, so one child works through neighbouring segments. A child never fails and
 * always returns {@code {}}, for two reasons: 10,000 results must fit into 256 KiB, and a failed segment must not abort
 * its neighbours in the middle of a batch. The run table holds the result of each segment.
 */
final class SegmentLoop {
    private SegmentLoop() {}

    static IChainable in(Construct scope, IFunction function, Durations durations) {
        Pass ended = Pass.Builder.create(scope, "Ended")
                .comment("Finish judges by the checkpoints")
                .result(Result.fromObject(Map.of()))
                .build();

        LambdaInvoke abandon = Tasks.call(
                        scope,
                        "Abandon",
                        function,
                        "runId",
                        "$.runId",
                        "segment",
                        "$.segment",
                        "execution",
                        "$.execution",
                        "abandon",
                        "$.abandon")
                .comment("Records why the segment was given up, ends its claim and says which one is next")
                .taskTimeout(Tasks.timeout(durations.timeout()))
                .outputPath("$.Payload")
                .build();
        Retries.ofEveryFunction(abandon);
        abandon.addCatch(ended, everything(JsonPath.DISCARD));

        LambdaInvoke copySegment = Tasks.call(
                        scope,
                        "CopySegment",
                        function,
                        "runId",
                        "$.runId",
                        "segment",
                        "$.segment",
                        "execution",
                        "$.execution")
                .comment(
                        "Goes on from a segment's checkpoint until it is done or its time is up, and says which one is next")
                .taskTimeout(Tasks.timeout(durations.timeout()))
                .outputPath("$.Payload")
                .build();
        Retries.ofSuperseded(copySegment, durations.lease());
        Retries.ofEveryFunction(copySegment);
        copySegment.addCatch(abandon, everything("$.abandon"));

        Choice more = new Choice(scope, "More?");
        more.when(Condition.stringEquals("$.state", "more"), copySegment)
                .when(Condition.stringEquals("$.state", "next"), copySegment)
                .otherwise(ended);
        abandon.next(more);
        return copySegment.next(more);
    }

    private static CatchProps everything(String resultPath) {
        return CatchProps.builder()
                .errors(List.of(Errors.ALL))
                .resultPath(resultPath)
                .build();
    }
}
