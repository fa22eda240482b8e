// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.Environment;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;

/**
 * All settings that decide what is deployed. They are checked before anything is built.
 *
 * @param written {@code fanout.json} as people wrote it; it has a home
 * @param formerRunTable whether the run table of a former deployment, which destroying keeps, is used again
 * @param permissionsBoundary name of a managed policy, which each account must have, that bounds every role
 */
public record Settings(
        Configuration written,
        FunctionsCode code,
        Durations durations,
        Sizes sizes,
        boolean formerRunTable,
        Optional<String> permissionsBoundary) {
    public Settings {
        written.deployed(); // refuses a file without a home
        new NameClashes(written).refuse();
        new Borders(written).refuse();
        new ScheduledRequests(written).refuse();
    }

    Home home() {
        return written.home().orElseThrow();
    }

    /** As the functions see them: each with its roles and its external id. */
    List<Environment> environments() {
        return List.copyOf(written.deployed().environments().values());
    }

    /** Whether the role that writes is ours to make: not where {@code fanout.json} names one, or nothing is written. */
    boolean makesRole(Environment environment) {
        return asWritten(environment).roleArn().isEmpty() && !environment.isProtected();
    }

    /** Whether the role that reads is ours to make: not where {@code fanout.json} names any. */
    boolean makesReadRole(Environment environment) {
        Environment own = asWritten(environment);
        return own.readRoleArn().isEmpty() && own.roleArn().isEmpty();
    }

    /** Whether tables are created in any environment, and so made after those of others. */
    boolean creates() {
        return environments().stream()
                .anyMatch(environment -> environment.create().isPresent());
    }

    /** No more workers than may run at a time. */
    int mostWorkers() {
        return Math.min(sizes.mostWorkers(), home().reservedConcurrency().orElse(sizes.mostWorkers()));
    }

    /** Puts the boundary, where there is one, on all roles of a stack. */
    void bound(Stack stack) {
        permissionsBoundary.ifPresent(name ->
                PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, "Boundary", name)));
    }

    private Environment asWritten(Environment environment) {
        return written.environment(environment.name()).orElseThrow();
    }
}
