// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.run.Verdict;
import java.util.List;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.DistributedMap;
import software.amazon.awscdk.services.stepfunctions.Errors;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.Succeed;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/**
 * Builds the states of a run: plan, create or back up the target if the plan says so, copy each segment, judge. The
 * state machine passes on only the run's id and the segments' numbers. Everything else is in the run table, so no
 * payload grows with a table.
 */
final class CopyWorkflow {
    /** Also the name under which the console lists the Map's children. */
    static final String LABEL = "segments";

    /** How Lambda and Java call it. */
    private static final List<String> OUT_OF_MEMORY = List.of("Runtime.OutOfMemory", "java.lang.OutOfMemoryError");

    private final Construct scope;
    private final Functions functions;
    private final Durations durations;
    private final IStateMachine self;

    /** The functions that states call. */
    record Functions(IFunction plan, IFunction segment, IFunction finish) {}

    /** @param self the state machine that these states are part of */
    CopyWorkflow(Construct scope, Functions functions, Durations durations, IStateMachine self) {
        this.scope = scope;
        this.functions = functions;
        this.durations = durations;
        this.self = self;
    }

    IChainable states() {
        IChainable broken = broken();
        IChainable verdict = verdict();
        IChainable finish = finish(broken, verdict);
        IChainable copySegments = copySegments(finish);
        LambdaInvoke plan = Tasks.call(
                        scope, "Plan", functions.plan(), "execution", "$$.Execution.Name", "request", "$")
                .comment("Reads the request, looks at both tables and stores the run, or says why not")
                .taskTimeout(Tasks.timeout(FanoutStack.PLAN_TIMEOUT))
                .outputPath("$.Payload")
                .build();
        Retries.ofEveryFunction(plan);
        plan.addCatch(broken, everything());
        Fail refused = refused();
        Succeed dryRun = dryRun();
        SetStates.Entries set = new SetStates(scope, functions, self).states(refused, dryRun, verdict, broken);
        return plan.next(new Choice(scope, "Refused?")
                .when(Condition.isPresent("$.refused"), refused)
                .otherwise(new Choice(scope, "DryRun?")
                        .when(Condition.isPresent("$.dryRun"), dryRun)
                        .when(Condition.isPresent("$.set.choose"), set.planTables())
                        .when(Condition.isPresent("$.set"), set.copyTables())
                        .when(
                                Condition.isPresent("$.run.prepare"),
                                PrepareLoop.in(scope, functions.plan(), copySegments, finish))
                        .otherwise(copySegments)));
    }

    private Fail refused() {
        return Fail.Builder.create(scope, "Refused")
                .comment("Nothing was written; the cause says what to change")
                .error("Refused")
                .causePath("$.refused")
                .build();
    }

    private Succeed dryRun() {
        return Succeed.Builder.create(scope, "DryRun")
                .comment("Answers the plan")
                .outputPath("$.dryRun")
                .build();
    }

    /** Without Retry, which would start all segments anew; whatever becomes of the Map, Finish judges. */
    private IChainable copySegments(IChainable finish) {
        DistributedMap map = DistributedMap.Builder.create(scope, "CopySegments")
                .comment("One child per piece of the table, as many at a time as the plan has workers")
                .label(LABEL)
                .mapExecutionType(StateMachineType.STANDARD)
                .itemsPath("$.run.segments")
                .itemSelector(Fields.of(
                        "runId",
                        JsonPath.stringAt("$.run.runId"),
                        "segment",
                        JsonPath.numberAt("$$.Map.Item.Value"),
                        "execution",
                        JsonPath.stringAt("$.run.execution")))
                .maxConcurrencyPath("$.run.workers")
                .toleratedFailurePercentage(100)
                .resultPath(JsonPath.DISCARD)
                .build();
        map.itemProcessor(SegmentLoop.in(scope, functions.segment(), durations));
        map.addCatch(finish, everythingDiscarded());
        LambdaInvoke beginPhase = beginPhase(finish);
        beginPhase.next(new Choice(scope, "MayBegin?")
                .when(Condition.isPresent("$.run.segments"), map)
                .otherwise(finish));
        return map.next(new Choice(scope, "MorePhases?")
                .when(Condition.isPresent("$.run.next"), beginPhase)
                .otherwise(finish));
    }

    /** Deletes come after all copying, and a comparison last of all: the same Map goes through the segments again. */
    private LambdaInvoke beginPhase(IChainable finish) {
        LambdaInvoke beginPhase = Tasks.call(
                        scope,
                        "BeginPhase",
                        functions.finish(),
                        "runId",
                        "$.run.runId",
                        "execution",
                        "$.run.execution",
                        "phase",
                        "$.run.next")
                .comment("Says whether all segments are ready to be deleted from or compared; else the run is finished")
                .taskTimeout(Tasks.timeout(FanoutStack.FINISH_TIMEOUT))
                .outputPath("$.Payload")
                .build();
        Retries.ofEveryFunction(beginPhase);
        beginPhase.addCatch(finish, everythingDiscarded());
        return beginPhase;
    }

    private IChainable finish(IChainable broken, IChainable verdict) {
        LambdaInvoke finish = Tasks.call(
                        scope,
                        "Finish",
                        functions.finish(),
                        "runId",
                        "$.run.runId",
                        "execution",
                        "$.run.execution",
                        "startedAt",
                        "$$.Execution.StartTime")
                .comment("Adds the checkpoints up, checks the equation and stores the summary")
                .taskTimeout(Tasks.timeout(FanoutStack.FINISH_TIMEOUT))
                .outputPath("$.Payload")
                .build();
        Retries.ofEveryFunction(finish);
        finish.addCatch(broken, everything());
        return finish.next(verdict);
    }

    private IChainable verdict() {
        Succeed summary = Succeed.Builder.create(scope, "Summary")
                .comment("Answers the run's summary")
                .outputPath("$.summary")
                .build();
        Fail notComplete = Fail.Builder.create(scope, "NotComplete")
                .comment("The cause says what, where and how to go on")
                .errorPath("$.error")
                .causePath("$.cause")
                .build();
        return new Choice(scope, "Verdict?")
                .when(Condition.stringEquals("$.verdict", Verdict.COMPLETE.word()), summary)
                .otherwise(notComplete);
    }

    /** Where Plan or Finish itself breaks: of an exception's JSON with its stack trace, the message is shown. */
    private IChainable broken() {
        Pass sentence = Pass.Builder.create(scope, "Sentence")
                .comment("Opens the exception that Plan or Finish ended with")
                .parameters(Fields.of(
                        "Error",
                        JsonPath.stringAt("$.Error"),
                        "Cause",
                        JsonPath.stringToJson(JsonPath.stringAt("$.Cause"))))
                .build();
        sentence.next(Fail.Builder.create(scope, "Failed")
                .comment("Plan or Finish itself broke; the cause is the exception's message")
                .errorPath("$.Error")
                .causePath(JsonPath.format(
                        "{} Whatever was copied is kept: start the same input again or, if the run has begun, resume it.",
                        JsonPath.stringAt("$.Cause.errorMessage")))
                .build());
        Fail other = Fail.Builder.create(scope, "FailedOtherwise")
                .comment("Plan or Finish could not be called; the cause is what Lambda said")
                .errorPath("$.Error")
                .causePath(JsonPath.jsonToString(JsonPath.objectAt("$")))
                .build();
        Fail outOfMemory = Fail.Builder.create(scope, "OutOfMemory")
                .comment("Plan or Finish ran out of memory")
                .error("OutOfMemory")
                .cause(
                        "the function ran out of memory: raise memoryMb (infra/cdk.json) and deploy; whatever was copied is"
                                + " kept: start the same input again or, if the run has begun, resume it")
                .build();
        return new Choice(scope, "Sentence?")
                .when(
                        Condition.or(OUT_OF_MEMORY.stream()
                                .map(error -> Condition.stringEquals("$.Error", error))
                                .toArray(Condition[]::new)),
                        outOfMemory)
                .when(
                        Condition.and(
                                Condition.isPresent("$.Cause"),
                                Condition.stringMatches("$.Cause", "{*\"errorMessage\":\"*")),
                        sentence)
                .otherwise(other);
    }

    static CatchProps everythingDiscarded() {
        return CatchProps.builder()
                .errors(List.of(Errors.ALL))
                .resultPath(JsonPath.DISCARD)
                .build();
    }

    static CatchProps everything() {
        return CatchProps.builder().errors(List.of(Errors.ALL)).build();
    }
}
