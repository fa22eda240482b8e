// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policy of {@code fanout.json}: which table may be copied where. It judges tables by their identity, never only by
 * the environment's name. So a protected account stays protected when another profile is used. Every answer is a
 * sentence for the user, or empty.
 */
public final class TargetPolicy {
    private final Configuration configuration;
    private final EnvironmentMatch residence;

    /** @param environments of the same configuration; only asked for keys if there is a custom endpoint */
    public TargetPolicy(Configuration configuration, Environments environments) {
        this.configuration = configuration;
        this.residence = new EnvironmentMatch(environments);
    }

    /** Why the source may not be copied into the target. The most serious reason comes first. */
    public Optional<String> refusal(
            String sourceEnvironment, String targetEnvironment, TableIdentity source, TableIdentity target) {
        try {
            return Stream.<Supplier<Optional<String>>>of(
                            () -> sameTable(source, target),
                            () -> protection(targetEnvironment, target),
                            () -> otherThanCopyTo(sourceEnvironment, targetEnvironment, source, target),
                            () -> unlisted(targetEnvironment, target),
                            () -> unlisted(sourceEnvironment, source))
                    .flatMap(rule -> rule.get().stream())
                    .findFirst();
        } catch (CredentialFailure e) {
            return Optional.of("cannot tell whether table " + target.table() + " may be a target: " + e.getMessage());
        }
    }

    /**
     * The mask file that all data of this copy must go through, as {@code fanout.json} writes it. Empty if nothing is
     * masked. It is found like {@code copyTo} itself, by the identities of the tables: an entry without a mask never
     * wins over one with a mask.
     *
     * @throws BadInput where two entries name different masks
     */
    public Optional<String> mask(
            String sourceEnvironment, String targetEnvironment, TableIdentity source, TableIdentity target) {
        Set<String> masks = new TreeSet<>();
        concerning(sourceEnvironment, source, environment -> environment
                        .copyTo()
                        .isPresent())
                .flatMap(environment -> environment.copyTo().orElseThrow().stream())
                .filter(copyTo -> copyTo.environment().equals(targetEnvironment) || leadsTo(copyTo, target))
                .forEach(copyTo -> copyTo.mask().ifPresent(masks::add));
        if (masks.size() > 1) {
            throw new BadInput(
                    "copyTo",
                    "copyTo in " + file() + " must name one mask for what is copied from " + sourceEnvironment + " to "
                            + targetEnvironment + ", got: " + String.join(" and ", masks));
        }
        return masks.stream().findFirst();
    }

    /** Sentences about masks that data of this copy could bypass by way of several copies. */
    public List<String> leaks(String sourceEnvironment, String targetEnvironment) {
        return new MaskLeaks(configuration).through(sourceEnvironment, targetEnvironment);
    }

    /**
     * Why the table is not in the environment that was named. On AWS this is so if its account differs from the one in
     * {@code fanout.json}, and the user did not name the table by ARN.
     */
    public Optional<String> otherAccount(String environment, TableName given, TableIdentity table) {
        return configuration
                .environment(environment)
                .filter(configured -> table.isOnAws() && !given.isArn())
                .filter(configured -> !configured.account().equals(table.account()))
                .map(configured -> "environment " + environment + " must be account " + configured.account() + " ("
                        + file() + "), but its credentials lead to account " + table.account()
                        + configured
                                .profile()
                                .map(profile -> ": check AWS profile " + profile)
                                .orElse(""));
    }

    /**
     * Why a table with replicas may not be written to: DynamoDB would copy the writes to the replicas.
     *
     * @param target as messages name it
     * @param replicas of the target
     */
    public Optional<String> replicaRefusal(String target, TableIdentity source, List<TableIdentity> replicas) {
        String both = ": whatever is written or deleted in the one, DynamoDB writes or deletes in the other; choose"
                + " another target";
        try {
            if (replicas.contains(source)) {
                return Optional.of(target + " is a replica of the source (" + source.place() + ")" + both);
            }
            return replicas.stream()
                    .flatMap(replica -> configuration.environments().values().stream()
                            .filter(Environment::isProtected)
                            .filter(environment -> residence.isIn(environment, replica))
                            .map(environment -> target + " has a replica in the protected environment "
                                    + environment.name() + " (" + replica.place() + ")" + both))
                    .findFirst();
        } catch (CredentialFailure e) {
            return Optional.of("cannot tell whether " + target + " may be a target: " + e.getMessage());
        }
    }

    /** Names of the protected environments that use the custom endpoint where the table is. */
    public List<String> protectedAt(TableIdentity table) {
        return configuration.environments().values().stream()
                .filter(Environment::isProtected)
                .filter(environment -> residence.isAtEndpoint(environment, table))
                .map(Environment::name)
                .toList();
    }

    private static Optional<String> sameTable(TableIdentity source, TableIdentity target) {
        return source.equals(target)
                ? Optional.of("the target must be another table than the source, got for both: table " + source.table()
                        + " (" + source.place() + ")")
                : Optional.empty();
    }

    private Optional<String> protection(String name, TableIdentity target) {
        return concerning(name, target, Environment::isProtected)
                .findFirst()
                .map(environment -> (environment.name().equals(name)
                                ? "environment " + name + " is protected"
                                : "environment " + name + " leads into the protected environment " + environment.name())
                        + " (" + target.place() + ") and can never be a target");
    }

    private Optional<String> otherThanCopyTo(
            String sourceName, String targetName, TableIdentity source, TableIdentity target) {
        return concerning(
                        sourceName, source, environment -> environment.copyTo().isPresent())
                .filter(environment -> !mayReceive(environment.copyTo().orElseThrow(), target))
                .findFirst()
                .map(environment -> "data of environment " + environment.name() + " may "
                        + receivers(environment.copyTo().orElseThrow()) + " (copyTo in " + file() + "), got: "
                        + targetName + " (" + target.place() + ")");
    }

    private boolean mayReceive(List<CopyTarget> targets, TableIdentity target) {
        return targets.stream().anyMatch(each -> leadsTo(each, target));
    }

    private boolean leadsTo(CopyTarget copyTo, TableIdentity target) {
        return configuration.environment(copyTo.environment()).stream()
                .anyMatch(environment -> residence.isIn(environment, target));
    }

    /** Why the table's name alone forbids access to it. */
    public Optional<String> unlisted(String environment, TableName table) {
        return configuration
                .environment(environment)
                .filter(own -> !own.lists(table.name()))
                .map(own -> unlisted(own, table.name()));
    }

    /**
     * The named environment's list if fanout.json has that environment, otherwise the lists of the environments that
     * the table belongs to.
     */
    private Optional<String> unlisted(String name, TableIdentity table) {
        List<Environment> judges = configuration.environment(name).map(List::of).orElseGet(() -> concerning(
                        name, table, environment -> true)
                .toList());
        if (judges.isEmpty() || judges.stream().anyMatch(environment -> environment.lists(table.table()))) {
            return Optional.empty();
        }
        return Optional.of(unlisted(judges.get(0), table.table()));
    }

    private String unlisted(Environment environment, String table) {
        return "table " + table + " must be among the tables of environment " + environment.name() + " in " + file()
                + " (" + String.join(", ", environment.tables()) + ")";
    }

    /** The environments with this trait that the name or the identity refers to. The named one comes first. */
    private Stream<Environment> concerning(String name, TableIdentity table, Predicate<Environment> trait) {
        Stream<Environment> byName = configuration.environment(name).stream();
        Stream<Environment> byIdentity = configuration.environments().values().stream()
                .filter(environment -> !environment.name().equals(name));
        return Stream.concat(
                byName.filter(trait),
                byIdentity.filter(trait).filter(environment -> residence.isIn(environment, table)));
    }

    private static String receivers(List<CopyTarget> targets) {
        return targets.isEmpty()
                ? "not be copied anywhere"
                : "only be copied to "
                        + targets.stream()
                                .map(CopyTarget::environment)
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    private String file() {
        return configuration.readFrom().orElse("fanout.json");
    }
}
