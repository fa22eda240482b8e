// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** Builds the CloudWatch dashboard, which has the state machine's name. Workers write metrics with each save. */
final class RunDashboard extends Construct {
    private final Dashboard dashboard;

    RunDashboard(Construct scope, String id, DeploymentNames names, StateMachine workflow, Watch.Functions functions) {
        super(scope, id);
        var metrics = new Metrics(names);
        dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(names.prefix())
                .build();
        dashboard.addWidgets(TextWidget.Builder.create()
                .markdown(executions(workflow))
                .width(24)
                .height(2)
                .build());
        row(
                graph("Items a second", List.of(metrics.perSecond("Items", "items"))),
                graph(
                        "Units a second",
                        List.of(
                                metrics.perSecond("ReadUnits", "read units"),
                                metrics.perSecond("WriteUnits", "write units"))));
        row(
                graph(
                        "Throttled calls by side",
                        List.of(metrics.sum("SourceThrottled"), metrics.sum("TargetThrottled"))),
                graph("Live workers of a run, at most", List.of(metrics.of("LiveWorkers", "Maximum"))));
        row(
                graph("Refused items", List.of(metrics.sum("Refused"))),
                graph("Segments done", List.of(metrics.sum("SegmentsDone"))));
        List<Function> all = new ArrayList<>(functions.copying());
        all.add(functions.query());
        row(
                graph(
                        "Runs",
                        List.of(
                                workflow.metricStarted(Metrics.minute("Sum")),
                                workflow.metricSucceeded(Metrics.minute("Sum")),
                                workflow.metricFailed(Metrics.minute("Sum")),
                                workflow.metricAborted(Metrics.minute("Sum")))),
                graph("Invocations at a time", each(all, "ConcurrentExecutions", "Maximum")));
        row(
                graph("Function errors", each(all, "Errors", "Sum")),
                graph("Throttled invocations", each(all, "Throttles", "Sum")));
        dashboard.addWidgets(LogQueryWidget.Builder.create()
                .title("By run")
                .logGroupNames(List.of("/aws/lambda/" + names.segment()))
                .queryLines(List.of(
                        "fields Items, ReadUnits, WriteUnits, Refused",
                        "filter ispresent(Items) or ispresent(Refused)",
                        "stats sum(Items) as items, sum(ReadUnits) as readUnits, sum(WriteUnits) as writeUnits,"
                                + " sum(Refused) as refused, max(time) as lastSave by runId",
                        "sort lastSave desc",
                        "limit 50"))
                .width(24)
                .height(6)
                .build());
    }

    private void row(GraphWidget left, GraphWidget right) {
        dashboard.addWidgets(left, right);
    }

    private String executions(StateMachine workflow) {
        String region = Stack.of(this).getRegion();
        return "[Executions](https://" + region + ".console.aws.amazon.com/states/home?region=" + region
                + "#/statemachines/view/" + workflow.getStateMachineArn()
                + "): the page of each links to its Map Run, where every segment is. An execution has the name of its run.";
    }

    private static List<IMetric> each(List<Function> functions, String metric, String statistic) {
        return List.copyOf(Metrics.each(functions, metric, statistic).values());
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(12).build();
    }
}
