// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.environment.EnvironmentRules;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableName;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.masking.MaskFiles;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.TableRequest;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.PlannedTable;
import java.util.List;
import java.util.Optional;

/**
 * Compares this machine's {@code fanout.json} with the deployed one. Both must allow a copy on AWS. So a protection
 * that is written here already holds before it is deployed.
 */
final class OwnFile {
    private final Configuration configuration;
    private final TargetPolicy policy;
    private final HomeNames names;

    OwnFile(Configuration configuration, Environments environments, HomeNames names) {
        this.configuration = configuration;
        this.policy = new TargetPolicy(configuration, environments);
        this.names = names;
    }

    /**
     * Refuses what this file forbids, by the environments' names, before any call to AWS.
     *
     * @throws BadInput saying which rule
     */
    void require(CopyRequest request) {
        Optional<TableIdentity> source = identity(request.source());
        Optional<TableIdentity> target = identity(request.target());
        if (source.isPresent() && target.isPresent()) {
            require(request.source().environment(), request.target().environment(), source.get(), target.get());
        }
    }

    /**
     * The same by the accounts and Regions that were found.
     *
     * @throws BadInput saying which rule
     */
    void require(Plan plan) {
        require(
                plan.source().environment(),
                plan.target().environment(),
                identity(plan.source()),
                identity(plan.target()));
    }

    /**
     * Refuses a plan without the mask that this file names for its pair.
     *
     * @throws BadInput naming both masks
     */
    void requireMask(Plan plan) {
        Optional<String> there = plan.mask().map(PlannedMask::source).map(PlannedMask.Source::file);
        configuration.environment(plan.source().environment()).flatMap(Environment::copyTo).stream()
                .flatMap(List::stream)
                .filter(target -> target.environment().equals(plan.target().environment()))
                .flatMap(target -> target.mask().stream())
                .filter(here -> !there.equals(Optional.of(here)))
                .findFirst()
                .ifPresent(here -> {
                    throw new BadInput(
                            "mask",
                            "the mask from " + plan.source().environment() + " to "
                                    + plan.target().environment() + " must be " + here + " ("
                                    + file() + "), but the deployed one is "
                                    + there.orElse("none") + ": " + names.deploy());
                });
    }

    /** A sentence that names the fields in which the deployed file differs. */
    Optional<String> difference(JsonNode deployed) {
        List<String> fields =
                EnvironmentRules.differences(configuration, deployed, MaskFiles.beside(configuration)::fingerprint);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(file() + " differs from what is deployed: " + String.join(", ", fields));
    }

    private void require(String from, String to, TableIdentity source, TableIdentity target) {
        policy.refusal(from, to, source, target).ifPresent(sentence -> {
            throw new BadInput(sentence + "; " + file() + " says so, whatever is deployed");
        });
    }

    private Optional<TableIdentity> identity(TableRequest request) {
        TableName table = TableName.parse(request.table());
        return configuration
                .environment(request.environment())
                .map(environment ->
                        identity(table.account().orElse(environment.account()), environment.region(), table.name()));
    }

    private static TableIdentity identity(PlannedTable planned) {
        return identity(planned.account(), planned.region(), planned.name());
    }

    private static TableIdentity identity(String account, String region, String table) {
        return TableIdentity.onAws(account, region, table);
    }

    private String file() {
        return configuration.readFrom().orElse("fanout.json");
    }
}
