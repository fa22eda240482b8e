// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Environment;
import dynamofanout.environment.MaskLeaks;
import dynamofanout.functions.FinishHandler;
import dynamofanout.functions.PlanHandler;
import dynamofanout.functions.QueryHandler;
import dynamofanout.functions.SegmentHandler;
import dynamofanout.infra.HandlerFunction.Handler;
import dynamofanout.infra.HandlerFunction.SharedSettings;
import dynamofanout.infra.HandlerFunction.Start;
import dynamofanout.mask.SecretLocation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/** The stack of the home account: the functions, the state machine, the alarms and the dashboard. */
final class FanoutStack extends Stack {
    /** Both read or write up to 10,000 segments, which takes seconds; the rest is for a slow day. */
    static final java.time.Duration PLAN_TIMEOUT = java.time.Duration.ofMinutes(5);

    static final java.time.Duration FINISH_TIMEOUT = java.time.Duration.ofMinutes(5);

    /** A page ends after 5 s; what a call and writing the answer may take comes on top, and a cold start. */
    static final java.time.Duration QUERY_TIMEOUT = java.time.Duration.ofSeconds(20);

    /** A whole core: callers wait for the answer. */
    private static final int QUERY_MEMORY_MB = 1_769;

    /**
     * Lambda starts Java with level 1 only, whose TLS costs the processor twice as much (C1 has no cipher intrinsics), and
     * Java keeps 5 idle connections, fewer than a worker has calls in flight.
     */
    private static final String JAVA_OPTIONS =
            "-XX:+UseSerialGC -XX:+TieredCompilation -XX:TieredStopAtLevel=4 -Dhttp.maxConnections=64";

    /**
     * The query function starts more often than it works long: methods are compiled for good when they are eight times as
     * hot as by default, which takes a fifth off the processor time of a start.
     */
    private static final String QUERY_JAVA_OPTIONS = JAVA_OPTIONS
            + " -XX:Tier4InvocationThreshold=40000 -XX:Tier4MinInvocationThreshold=6000"
            + " -XX:Tier4CompileThreshold=120000 -XX:Tier4BackEdgeThreshold=120000";

    private final Settings settings;
    private final DeploymentNames names;
    private final PolicyStatement runs;
    private final SharedSettings shared;

    /** @param code zip with the functions' code, see {@link FunctionsCode#pack} */
    FanoutStack(Construct scope, Settings settings, Path code) {
        super(scope, settings.home().names().stack(), properties(settings.home()));
        this.settings = settings;
        this.names = settings.home().names();
        this.runs = RunTableStack.access(this, names.runTable());
        this.shared = new SharedSettings(
                Code.fromAsset(code.toString()),
                settings.sizes().memoryMb(),
                settings.sizes().logRetention(),
                variables());
        HandlerFunction plan = plan();
        HandlerFunction segment = segment();
        HandlerFunction finish = finish();
        HandlerFunction query = query();
        var workflow = new Workflow(
                this,
                "Workflow",
                new CopyWorkflow.Functions(live(plan), live(segment), live(finish)),
                settings,
                shared.logRetention());
        new Watch(
                        this,
                        "Watch",
                        names,
                        workflow.stateMachine(),
                        new Watch.Functions(
                                List.of(plan.function(), segment.function(), finish.function()), query.function()),
                        settings.written().schedules())
                .tell(settings.home().alarmTopic());
        output("StateMachine", "To start a copy here, paste a file of events/", Workflow.arn(this, names));
        settings.bound(this);
        new MaskLeaks(settings.written()).all().forEach(leak -> Annotations.of(this)
                .addWarningV2("dynamo-fanout:mask-leak", leak));
    }

    private HandlerFunction plan() {
        var shape = new Handler(
                names.plan(),
                PlanHandler.class,
                "Plans a copy and prices it",
                seconds(PLAN_TIMEOUT),
                Optional.empty(),
                Start.COLD);
        PolicyStatement seesWhetherOthersRun = PolicyStatement.Builder.create()
                .actions(List.of("states:DescribeExecution"))
                .resources(List.of(Workflow.executions(this, names)))
                .build();
        PolicyStatement seesConcurrency = PolicyStatement.Builder.create()
                .actions(List.of("lambda:GetAccountSettings"))
                .resources(List.of("*"))
                .build();
        var plan = new HandlerFunction(
                this,
                "Plan",
                shape,
                shared,
                masking(List.of(runs, entersEnvironments(Entry.ANY), seesWhetherOthersRun, seesConcurrency)));
        Accepted.wildcard(
                plan,
                "^Resource::\\*$",
                "The settings of an account have no ARN; it only asks how many functions may run.");
        Accepted.wildcard(
                plan,
                "^Resource::arn:<AWS::Partition>:states:[a-z0-9-]+:[0-9]{12}:execution:[a-z0-9-]+:\\*$",
                "Names of executions are not known beforehand; it only asks whether another run's is over.");
        return plan;
    }

    private HandlerFunction segment() {
        var shape = new Handler(
                names.segment(),
                SegmentHandler.class,
                "Copies one segment, as far as its time allows",
                seconds(settings.durations().timeout()),
                settings.home().reservedConcurrency(),
                Start.COLD);
        return new HandlerFunction(
                this, "Segment", shape, shared, masking(List.of(runs, entersEnvironments(Entry.ANY))));
    }

    private HandlerFunction finish() {
        var shape = new Handler(
                names.finish(),
                FinishHandler.class,
                "Judges a run by its checkpoints",
                seconds(FINISH_TIMEOUT),
                Optional.empty(),
                Start.COLD);
        return new HandlerFunction(this, "Finish", shape, shared, List.of(runs, entersEnvironments(Entry.TO_JUDGE)));
    }

    private HandlerFunction query() {
        var shape = new Handler(
                names.query(),
                QueryHandler.class,
                "Answers look-ups by key and index",
                seconds(QUERY_TIMEOUT),
                Optional.empty(),
                Start.FROM_SNAPSHOT);
        var alike = new SharedSettings(
                shared.code(), QUERY_MEMORY_MB, shared.logRetention(), Map.of("JAVA_TOOL_OPTIONS", QUERY_JAVA_OPTIONS));
        var query = new HandlerFunction(this, "Query", shape, alike, List.of(entersEnvironments(Entry.TO_READ)));
        new QueryAliases(this, "QueryAliases", query, settings);
        return query;
    }

    /** Of those who plan and those who copy, and nobody else: what reads the secrets of masks. */
    private List<PolicyStatement> masking(List<PolicyStatement> others) {
        List<SecretLocation> secrets = settings.code().masks().secrets();
        return Stream.concat(others.stream(), SecretAccess.statements(this, secrets).stream())
                .toList();
    }

    private static Alias live(HandlerFunction function) {
        return function.alias("Live", DeploymentNames.ALIAS);
    }

    /** By which roles a function enters environments. */
    private enum Entry {
        /** The roles that only read, and those that write where tables are created: TTL is set once all is copied. */
        TO_JUDGE,
        /** The roles that only read. */
        TO_READ,
        /** Those that write as well. */
        ANY
    }

    private PolicyStatement entersEnvironments(Entry entry) {
        return PolicyStatement.Builder.create()
                .actions(List.of("sts:AssumeRole"))
                .resources(settings.environments().stream()
                        .flatMap(environment -> Stream.of(
                                environment.readRoleArn(),
                                entersToWrite(entry, environment) ? environment.roleArn() : Optional.<String>empty()))
                        .flatMap(Optional::stream)
                        .distinct()
                        .sorted()
                        .toList())
                .build();
    }

    private static boolean entersToWrite(Entry entry, Environment environment) {
        return switch (entry) {
            case ANY -> true;
            case TO_JUDGE -> environment.create().isPresent();
            case TO_READ -> false;
        };
    }

    private Map<String, String> variables() {
        Durations durations = settings.durations();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("FANOUT_RUNS_TABLE", names.runTable());
        variables.put("FANOUT_STATE_MACHINE", Workflow.arn(this, names));
        variables.put("FANOUT_SAVE_SECONDS", text(durations.save()));
        variables.put("FANOUT_LEASE_SECONDS", text(durations.lease()));
        variables.put("FANOUT_CALL_SECONDS", text(durations.call()));
        variables.put("FANOUT_TAKE_OVER_SECONDS", text(durations.takeOver()));
        variables.put("FANOUT_MARGIN_SECONDS", text(durations.margin()));
        variables.put("FANOUT_MOST_WORKERS", Integer.toString(settings.mostWorkers()));
        variables.put("FANOUT_KEEP_DAYS", Integer.toString(settings.sizes().keepDays()));
        variables.put("FANOUT_MEMORY_MB", Integer.toString(settings.sizes().memoryMb()));
        variables.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
        return variables;
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.seconds(duration.toSeconds());
    }

    private static String text(java.time.Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static StackProps properties(Home home) {
        return StackProps.builder()
                .stackName(home.names().stack())
                .description("dynamo-fanout: copies DynamoDB tables between environments")
                .env(software.amazon.awscdk.Environment.builder()
                        .account(home.account())
                        .region(home.region())
                        .build())
                .build();
    }
}
