// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Builds the alarms and the dashboard. They cover all runs together: the run's id is only a property in the metrics'
 * log lines.
 */
final class Watch extends Construct {
    /** Throttled invocations are tried again; only what goes on is worth somebody's attention. */
    private static final int MINUTES_OF_THROTTLES = 15;

    private final DeploymentNames names;
    private final List<Alarm> alarms = new ArrayList<>();

    /** The functions that are looked at; {@code copying} are those that the state machine calls. */
    record Functions(List<Function> copying, Function query) {}

    Watch(
            Construct scope,
            String id,
            DeploymentNames names,
            StateMachine workflow,
            Functions functions,
            List<Schedule> schedules) {
        super(scope, id);
        this.names = names;
        var metrics = new Metrics(names);
        var ends = new BadEnds(this, "BadEnds", names, workflow);
        alarms.addAll(List.of(
                alarm(
                        "run-failed",
                        "A run is failed, or its execution was aborted or timed out: its cause says why, and how to go on",
                        ends.metric(),
                        1),
                alarm(
                        "items-refused",
                        "A target refused items: the run's summary says where they are listed",
                        metrics.sum("Refused"),
                        1),
                alarm(
                        "lambda-throttled",
                        "For a quarter of an hour invocations have found no free slot of the account's concurrency: runs"
                                + " wait; lower mostWorkers or have the quota raised",
                        MathExpression.Builder.create()
                                .expression("SUM(METRICS())")
                                .usingMetrics(Metrics.each(functions.copying(), "Throttles", "Sum"))
                                .label("throttled invocations")
                                .period(Metrics.MINUTE)
                                .build(),
                        MINUTES_OF_THROTTLES),
                alarm(
                        "query-errors",
                        "Queries failed: the log of function " + names.query() + " says where",
                        MathExpression.Builder.create()
                                .expression("FILL(failed, 0) + FILL(broken, 0)")
                                .usingMetrics(Map.of(
                                        "failed",
                                        metrics.sum("QueryErrors"),
                                        "broken",
                                        functions.query().metricErrors(Metrics.minute("Sum"))))
                                .label("failed queries")
                                .period(Metrics.MINUTE)
                                .build(),
                        1)));
        if (!schedules.isEmpty()) {
            alarms.add(scheduleFailed(ends, schedules));
        }
        new RunDashboard(this, "Dashboard", names, workflow, functions);
    }

    /** Nobody watches what a schedule starts: whatever is not complete is told, also what a person would see at once. */
    private Alarm scheduleFailed(BadEnds ends, List<Schedule> schedules) {
        var started = new Schedules(this, "Schedules", names, schedules);
        return alarm(
                "schedule-failed",
                "What a schedule started did not end complete, or could not be started at all: `fanout status` lists it",
                MathExpression.Builder.create()
                        .expression("FILL(ends, 0) + FILL(dropped, 0)")
                        .usingMetrics(Map.of("ends", ends.scheduled(schedules), "dropped", started.dropped()))
                        .label("scheduled executions")
                        .period(Metrics.MINUTE)
                        .build(),
                1);
    }

    /** Nobody is told where {@code fanout.json} names no topic; the alarms are there all the same. */
    void tell(Optional<String> topicArn) {
        topicArn.ifPresent(arn -> {
            ITopic topic = Topic.fromTopicArn(this, "Topic", arn);
            alarms.forEach(alarm -> alarm.addAlarmAction(new SnsAction(topic)));
        });
    }

    /** @param minutes in each of which it must be above zero */
    private Alarm alarm(String name, String description, IMetric metric, int minutes) {
        return Alarm.Builder.create(this, name)
                .alarmName(names.prefix() + "-" + name)
                .alarmDescription(description)
                .metric(metric)
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(minutes)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }
}
