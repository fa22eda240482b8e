// SPDX-License-Identifier: Apache-2.0
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
 * The contents of {@code fanout.json}.
 *
 * @param environments by name, in the order in which they were written
 * @param schedules requests that are started regularly
 * @param readFrom the file, as messages name it; empty: there was none
 */
public record Configuration(
        Optional<Home> home,
        Map<String, Environment> environments,
        List<Schedule> schedules,
        Optional<String> readFrom) {
    /** The configuration without a file: there are no environments, and every name is an AWS profile. */
    public static final Configuration EMPTY = new Configuration(Optional.empty(), Map.of());

    public Configuration {
        schedules = List.copyOf(schedules);
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        for (Environment environment : environments.values()) {
            for (CopyTarget target : environment.copyTo().orElse(List.of())) {
                requireKnown("environments." + environment.name() + ".copyTo", target.environment(), environments);
            }
        }
        for (Environment environment : environments.values()) {
            home.ifPresent(deployed -> requireShortRoles(deployed.names(), environment));
        }
    }

    public Configuration(Optional<Home> home, Map<String, Environment> environments) {
        this(home, environments, List.of(), Optional.empty());
    }

    /**
     * The home account, with the settings of the state machine, the functions and the run table.
     *
     * @param prefix of the names of everything that is deployed
     * @param alarmTopic ARN of the SNS topic that is told about failed runs
     * @param reservedConcurrency of the segment function
     * @param functionUrl whether the query function has a URL
     */
    public record Home(
            String account,
            String region,
            Optional<String> profile,
            String prefix,
            Optional<String> alarmTopic,
            Optional<Integer> reservedConcurrency,
            boolean functionUrl) {
        public Home {
            FieldPattern.ACCOUNT.require("home.account", account);
            FieldPattern.REGION.require("home.region", region);
            FieldPattern.PREFIX.require("home.prefix", prefix);
            alarmTopic.ifPresent(arn -> FieldPattern.TOPIC_ARN.require("home.alarmTopic", arn));
        }

        public DeploymentNames names() {
            return new DeploymentNames(prefix);
        }

        Home withoutProfile() {
            return new Home(account, region, Optional.empty(), prefix, alarmTopic, reservedConcurrency, functionUrl);
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
     * The configuration as the deployed functions see it. It has no profiles. Environments without roles of their own
     * get the roles that AccessStack creates. A protected environment only has the role that reads.
     *
     * @throws BadInput without a home, whose account is part of the roles' external id
     */
    public Configuration deployed() {
        Home functions = home.orElseThrow(
                () -> new BadInput("home", "field \"home\" is missing in " + readFrom.orElse("fanout.json")));
        Map<String, Environment> deployed = new LinkedHashMap<>();
        environments.forEach((name, environment) -> deployed.put(name, throughRole(environment, functions)));
        return new Configuration(Optional.of(functions.withoutProfile()), deployed, schedules, readFrom);
    }

    private static Environment throughRole(Environment environment, Home home) {
        DeploymentNames names = home.names();
        String roles = "arn:" + Partition.of(environment.region()) + ":iam::" + environment.account() + ":role/";
        String reading =
                environment.readRoleArn().or(environment::roleArn).orElse(roles + names.readRole(environment.name()));
        String writing = environment
                .roleArn()
                .orElse(environment.isProtected() ? reading : roles + names.role(environment.name()));
        return new Environment(
                environment.name(),
                environment.account(),
                environment.region(),
                Optional.empty(),
                Optional.of(writing),
                Optional.of(reading),
                environment.externalId().or(() -> Optional.of("fanout-" + home.account())),
                environment.isProtected(),
                environment.tables(),
                environment.copyTo(),
                environment.queryCallers(),
                environment.kmsKeys(),
                environment.create());
    }

    /** Only the roles that we create can have too long a name. The one that reads has the longer name. */
    private static void requireShortRoles(DeploymentNames names, Environment environment) {
        boolean makesReadRole =
                environment.roleArn().isEmpty() && environment.readRoleArn().isEmpty();
        String longest = makesReadRole ? names.readRole(environment.name()) : names.role(environment.name());
        boolean isOurs = makesReadRole || environment.roleArn().isEmpty();
        if (isOurs && longest.length() > DeploymentNames.LONGEST_ROLE) {
            throw new BadInput(
                    "environments." + environment.name(),
                    "the role's name must have at most " + DeploymentNames.LONGEST_ROLE + " characters, got: \""
                            + longest + "\" (" + longest.length() + "); shorten the environment's name or home.prefix");
        }
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
