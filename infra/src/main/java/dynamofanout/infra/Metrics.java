// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.Function;

/** Makes CloudWatch metrics, by the minute, for alarms and dashboard: those that our functions write, and Lambda's. */
record Metrics(DeploymentNames names) {
    static final Duration MINUTE = Duration.minutes(1);

    Metric sum(String name) {
        return of(name, "Sum");
    }

    Metric of(String name, String statistic) {
        return Metric.Builder.create()
                .namespace(names.metrics())
                .metricName(name)
                .statistic(statistic)
                .period(MINUTE)
                .build();
    }

    MathExpression perSecond(String metric, String label) {
        String id = metric.toLowerCase(Locale.ROOT); // unique in a graph
        return MathExpression.Builder.create()
                .expression(id + " / PERIOD(" + id + ")")
                .usingMetrics(Map.of(id, sum(metric)))
                .label(label)
                .period(MINUTE)
                .build();
    }

    /** The same metric of Lambda for each function, by ids that an expression can use. */
    static Map<String, IMetric> each(List<Function> functions, String metric, String statistic) {
        Map<String, IMetric> metrics = new LinkedHashMap<>();
        functions.forEach(function -> metrics.put("f" + metrics.size(), function.metric(metric, minute(statistic))));
        return metrics;
    }

    static MetricOptions minute(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(MINUTE).build();
    }
}
