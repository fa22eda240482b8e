package dynamofanout.environment;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.input.Spelling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code fanout.json} says.
 *
 * @param environments by name, in the order in which they were written
 * @param readFrom the file, as messages name it; empty: there was none
 */
public record Configuration(Optional<Home> home, Map<String, Environment> environments, Optional<String> readFrom) {
    /** No file, no environments: every name is an AWS profile. */
    public static final Configuration EMPTY = new Configuration(Optional.empty(), Map.of());

    public Configuration {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        for (Environment environment : environments.values()) {
            for (String name : environment.copyTo().orElse(List.of())) {
                requireKnown("environments." + environment.name() + ".copyTo", name, environments);
            }
        }
    }

    public Configuration(Optional<Home> home, Map<String, Environment> environments) {
        this(home, environments, Optional.empty());
    }

    /**
     * Where the state machine, the functions and the run table live.
     *
     * @param alarmTopic ARN of the SNS topic that is told about failed runs
     * @param reservedConcurrency of the segment function
     * @param functionUrl whether the query function has a URL
     */
    public record Home(
            String account,
            String region,
            Optional<String> profile,
            Optional<String> alarmTopic,
            Optional<Integer> reservedConcurrency,
            boolean functionUrl) {
        public Home {
            FieldPattern.ACCOUNT.require("home.account", account);
            FieldPattern.REGION.require("home.region", region);
            alarmTopic.ifPresent(arn -> FieldPattern.TOPIC_ARN.require("home.alarmTopic", arn));
        }
    }

    /**
     * Reads the file's contents strictly.
     *
     * @param what how messages name the file
     * @throws BadInput naming the field, its value and what is allowed
     */
    public static Configuration parse(String what, String json) {
        return new ConfigurationReader(what, InputObject.parse(what, json)).read();
    }

    public Optional<Environment> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /**
     * The same as the deployed functions see it: no profiles, and in every environment the role that AccessStack made,
     * unless another one is written.
     *
     * @throws BadInput without a home, whose account is part of the roles' external id
     */
    public Configuration deployed() {
        Home functions = home.orElseThrow(
                () -> new BadInput("home", "field \"home\" is missing in " + readFrom.orElse("fanout.json")));
        Map<String, Environment> deployed = new LinkedHashMap<>();
        environments.forEach((name, environment) -> deployed.put(name, throughRole(environment, functions)));
        return new Configuration(home, deployed, readFrom);
    }

    private static Environment throughRole(Environment environment, Home home) {
        String partition = Partition.of(environment.region());
        String role = "arn:" + partition + ":iam::" + environment.account() + ":role/fanout-" + environment.name();
        return new Environment(
                environment.name(),
                environment.account(),
                environment.region(),
                Optional.empty(),
                environment.roleArn().or(() -> Optional.of(role)),
                environment.externalId().or(() -> Optional.of("fanout-" + home.account())),
                environment.isProtected(),
                environment.tables(),
                environment.copyTo(),
                environment.queryCallers());
    }

    private static void requireKnown(String field, String name, Map<String, Environment> environments) {
        if (!environments.containsKey(name)) {
            String known = String.join(", ", environments.keySet());
            throw new BadInput(
                    field,
                    field + " must list environments of this file (" + known + "), got: \"" + name + "\""
                            + Spelling.hint(name, environments.keySet()));
        }
    }
}
