// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.run.PreparationState;
import java.util.List;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.Errors;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/**
 * Builds the states that create or back up the target before anything is written. They call the plan function until it
 * says that the target is ready. If that fails in any way, the run is finished without a write. Each turn leaves nine
 * events in the execution's history, which holds at most 25,000. The function says how long to pause, so a day of
 * waiting stays far below that.
 */
final class PrepareLoop {
    private PrepareLoop() {}

    /** @param copy what may begin once the target is ready */
    static IChainable in(Construct scope, IFunction function, IChainable copy, IChainable finish) {
        LambdaInvoke prepare = Tasks.call(
                        scope, "Prepare", function, "prepare", "$.run.runId", "execution", "$.run.execution")
                .comment(
                        "Creates the target or backs it up, one step at a time, or says that the run has ended without")
                .taskTimeout(Tasks.timeout(FanoutStack.PLAN_TIMEOUT))
                .resultSelector(Fields.of(
                        "state",
                        JsonPath.stringAt("$.Payload.state"),
                        "seconds",
                        JsonPath.numberAt("$.Payload.seconds")))
                .resultPath("$.backup")
                .build();
        Retries.ofEveryFunction(prepare);
        prepare.addCatch(
                finish,
                CatchProps.builder()
                        .errors(List.of(Errors.ALL))
                        .resultPath(JsonPath.DISCARD)
                        .build());
        Wait wait = Wait.Builder.create(scope, "AwaitBackup")
                .comment("The target is being created or backed up; the pauses grow with the time that it takes")
                .time(WaitTime.secondsPath("$.backup.seconds"))
                .build();
        wait.next(prepare);
        return prepare.next(new Choice(scope, "Ready?")
                .when(is(PreparationState.READY), copy)
                .when(is(PreparationState.WAITING), wait)
                .otherwise(finish));
    }

    private static Condition is(PreparationState state) {
        return Condition.stringEquals("$.backup.state", state.word());
    }
}
