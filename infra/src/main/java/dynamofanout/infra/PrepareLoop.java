package dynamofanout.infra;

import dynamofanout.backup.Preparation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
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
 * Backs the target up before anything is written: calls the plan function until it says that the backup is ready. Whatever
 * else becomes of it, the run is finished without writing.
 */
final class PrepareLoop {
    /** A backup is ready within seconds or minutes; each turn costs three transitions. */
    private static final Duration BETWEEN_LOOKS = Duration.seconds(10);

    private PrepareLoop() {}

    /** @param copy what may begin once the backup is ready */
    static IChainable in(Construct scope, IFunction function, IChainable copy, IChainable finish) {
        LambdaInvoke prepare = Tasks.call(
                        scope, "Prepare", function, "prepare", "$.run.runId", "execution", "$.run.execution")
                .comment("Backs the target up, one step at a time, or says that the run has ended for want of it")
                .taskTimeout(Tasks.timeout(FanoutStack.PLAN_TIMEOUT))
                .resultSelector(Map.of("state", JsonPath.stringAt("$.Payload.state")))
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
                .comment("The backup is being made")
                .time(WaitTime.duration(BETWEEN_LOOKS))
                .build();
        wait.next(prepare);
        return prepare.next(new Choice(scope, "Ready?")
                .when(is(Preparation.State.READY), copy)
                .when(is(Preparation.State.WAITING), wait)
                .otherwise(finish));
    }

    private static Condition is(Preparation.State state) {
        return Condition.stringEquals("$.backup.state", state.word());
    }
}
