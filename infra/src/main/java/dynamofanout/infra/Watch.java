package dynamofanout.infra;

import dynamofanout.functions.FunctionLog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The dashboard {@code fanout} and the alarms. All runs together: the run's id is a property of the metrics' log lines. */
final class Watch extends Construct {
    private static final Duration MINUTE = Duration.minutes(1);

    private final List<Alarm> alarms;

    Watch(Construct scope, String id, StateMachine workflow, List<Function> functions) {
        super(scope, id);
        alarms = List.of(
                alarm(
                        "RunFailed",
                        "fanout-run-failed",
                        "A run did not end complete, or a request was refused: the execution's cause says why",
                        workflow.metricFailed(minute("Sum"))),
                alarm(
                        "ItemsRefused",
                        "fanout-items-refused",
                        "A target refused items: the run's summary says where they are listed",
                        ours("Refused")));
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName("fanout")
                .build();
        dashboard.addWidgets(
                graph("Items a second", List.of(perSecond("Items", "items"))),
                graph(
                        "Units a second",
                        List.of(perSecond("ReadUnits", "read units"), perSecond("WriteUnits", "write units"))));
        dashboard.addWidgets(
                graph("Throttled calls, refused items", List.of(ours("Throttled"), ours("Refused"))),
                graph("Segments done", List.of(ours("SegmentsDone"))));
        dashboard.addWidgets(
                graph(
                        "Runs",
                        List.of(
                                workflow.metricStarted(minute("Sum")),
                                workflow.metricSucceeded(minute("Sum")),
                                workflow.metricFailed(minute("Sum")))),
                graph(
                        "Workers at a time",
                        functions.stream().map(Watch::concurrent).toList()));
        dashboard.addWidgets(
                graph(
                        "Function errors",
                        functions.stream()
                                .<IMetric>map(f -> f.metricErrors(minute("Sum")))
                                .toList()),
                graph(
                        "Function duration",
                        functions.stream()
                                .<IMetric>map(f -> f.metricDuration(minute("Average")))
                                .toList()));
    }

    /** Nobody is told where {@code fanout.json} names no topic; the alarms are there all the same. */
    void tell(Optional<String> topicArn) {
        topicArn.ifPresent(arn -> {
            ITopic topic = Topic.fromTopicArn(this, "Topic", arn);
            alarms.forEach(alarm -> alarm.addAlarmAction(new SnsAction(topic)));
        });
    }

    private Alarm alarm(String id, String name, String description, Metric metric) {
        return Alarm.Builder.create(this, id)
                .alarmName(name)
                .alarmDescription(description)
                .metric(metric)
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }

    private static Metric ours(String name) {
        return Metric.Builder.create()
                .namespace(FunctionLog.NAMESPACE)
                .metricName(name)
                .statistic("Sum")
                .period(MINUTE)
                .build();
    }

    private static MathExpression perSecond(String metric, String label) {
        String id = metric.toLowerCase(Locale.ROOT); // unique in a graph
        return MathExpression.Builder.create()
                .expression(id + " / PERIOD(" + id + ")")
                .usingMetrics(Map.of(id, ours(metric)))
                .label(label)
                .period(MINUTE)
                .build();
    }

    private static IMetric concurrent(Function function) {
        return function.metric("ConcurrentExecutions", minute("Maximum"));
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(12).build();
    }

    private static MetricOptions minute(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
    }
}
