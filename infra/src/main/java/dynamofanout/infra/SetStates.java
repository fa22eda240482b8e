// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.infra.CopyWorkflow.Functions;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.DistributedMap;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.IntegrationPattern;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Result;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.amazon.awscdk.services.stepfunctions.tasks.StepFunctionsStartExecution;
import software.constructs.Construct;

/**
 * Builds the states of a set of tables: one call plans each table, one execution of this state machine copies each, and
 * a last call adds up the results. Neither Map fails because a child fails, and neither gathers its children's results:
 * those are in the run table, and 500 results would not fit into a payload of 256 KiB.
 */
final class SetStates {
    /** Also the names under which the console lists the Maps' children. */
    static final String PLANS = "plans";

    static final String TABLES = "tables";

    /** Each call reads samples of two tables and takes seconds; the plan function has no concurrency of its own. */
    private static final int PLANS_AT_ONCE = 10;

    private final Construct scope;
    private final Functions functions;
    private final IStateMachine self;

    /** @param self the state machine that these states are part of */
    SetStates(Construct scope, Functions functions, IStateMachine self) {
        this.scope = scope;
        this.functions = functions;
        this.self = self;
    }

    /** What states outside lead to. */
    record Entries(IChainable planTables, IChainable copyTables) {}

    /**
     * All states of a set.
     *
     * @param refused where a set ends that cannot begin
     * @param dryRun where one ends that is only planned
     * @param verdict where one ends whose runs have ended
     * @param broken where one ends whose functions break
     */
    Entries states(IChainable refused, IChainable dryRun, IChainable verdict, IChainable broken) {
        LambdaInvoke gather = Tasks.call(scope, "GatherTables", functions.finish(), "set", "$.set.setId")
                .comment("Adds up what became of each table")
                .taskTimeout(Tasks.timeout(FanoutStack.FINISH_TIMEOUT))
                .outputPath("$.Payload")
                .build();
        Retries.ofEveryFunction(gather);
        gather.addCatch(broken, CopyWorkflow.everything());
        gather.next(verdict);
        DistributedMap copyTables = copyTables();
        copyTables.addCatch(gather, CopyWorkflow.everythingDiscarded());
        copyTables.next(gather);

        LambdaInvoke beginSet = Tasks.call(
                        scope, "BeginSet", functions.plan(), "beginSet", "$.set.setId", "execution", "$.set.execution")
                .comment("Stores the set, or says which of its tables cannot be copied and why")
                .taskTimeout(Tasks.timeout(FanoutStack.PLAN_TIMEOUT))
                .outputPath("$.Payload")
                .build();
        Retries.ofEveryFunction(beginSet);
        beginSet.addCatch(broken, CopyWorkflow.everything());
        beginSet.next(new Choice(scope, "SetBegun?")
                .when(Condition.isPresent("$.set"), copyTables)
                .when(Condition.isPresent("$.dryRun"), dryRun)
                .otherwise(refused));
        DistributedMap planTables = planTables();
        planTables.addCatch(beginSet, CopyWorkflow.everythingDiscarded());
        planTables.next(beginSet);
        return new Entries(planTables, copyTables);
    }

    private DistributedMap planTables() {
        LambdaInvoke planTable = Tasks.call(scope, "PlanTable", functions.plan(), "planTable", "$.run")
                .comment("Plans one table and keeps the plan, or why it cannot be copied")
                .taskTimeout(Tasks.timeout(FanoutStack.PLAN_TIMEOUT))
                .resultPath(JsonPath.DISCARD)
                .build();
        Retries.ofEveryFunction(planTable);
        Pass planned = Pass.Builder.create(scope, "TablePlanned")
                .comment("A table without a plan cannot be copied")
                .result(Result.fromObject(Map.of()))
                .build();
        planTable.addCatch(planned, CopyWorkflow.everythingDiscarded());
        DistributedMap map = mapOfTables("PlanTables", "One child per table of the set", PLANS)
                .itemSelector(Fields.of("run", JsonPath.stringAt("$$.Map.Item.Value")))
                .maxConcurrency(PLANS_AT_ONCE)
                .build();
        map.itemProcessor(planTable.next(planned));
        return map;
    }

    private DistributedMap copyTables() {
        StepFunctionsStartExecution copyTable = StepFunctionsStartExecution.Builder.create(scope, "CopyTable")
                .comment("An execution of this state machine for one run of the set")
                .stateMachine(self)
                .integrationPattern(IntegrationPattern.RUN_JOB)
                .name(JsonPath.stringAt("$.execution"))
                .input(TaskInput.fromObject(Map.of("setRun", JsonPath.stringAt("$.run"))))
                .resultPath(JsonPath.DISCARD)
                .build();
        Retries.ofStarts(copyTable);
        Pass ended = Pass.Builder.create(scope, "TableEnded")
                .comment("The run table says what became of it; one that was started before is no error")
                .result(Result.fromObject(Map.of()))
                .build();
        copyTable.addCatch(ended, CopyWorkflow.everythingDiscarded());
        DistributedMap map = mapOfTables(
                        "CopyTables", "One child per table, as many at a time as the request says", TABLES)
                .itemSelector(Fields.of(
                        "run",
                        JsonPath.stringAt("$$.Map.Item.Value.run"),
                        "execution",
                        JsonPath.stringAt("$$.Map.Item.Value.execution")))
                .maxConcurrencyPath("$.set.tablesAtOnce")
                .build();
        map.itemProcessor(copyTable.next(ended));
        return map;
    }

    /** It goes through the set's runs, never fails for a child, and gathers nothing. */
    private DistributedMap.Builder mapOfTables(String id, String comment, String label) {
        return DistributedMap.Builder.create(scope, id)
                .comment(comment)
                .label(label)
                .mapExecutionType(StateMachineType.STANDARD)
                .itemsPath("$.set.runs")
                .toleratedFailurePercentage(100)
                .resultPath(JsonPath.DISCARD);
    }
}
