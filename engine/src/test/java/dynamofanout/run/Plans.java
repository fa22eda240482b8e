// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.run.Plan.Costs;
import dynamofanout.run.Plan.Division;
import dynamofanout.run.Plan.ItemRules;
import dynamofanout.run.Plan.TargetPreparation;
import java.util.List;
import java.util.Optional;

/** Plans of local runs with nothing but what a test is about. */
public final class Plans {
    private Plans() {}

    /** A plan without anything special. */
    public static Plan of(PlannedTable source, PlannedTable target, Division division, Costs costs) {
        return new Plan(
                source, target, division, costs, ItemRules.NONE, TargetPreparation.NONE, List.of(), Origin.ELSEWHERE);
    }

    /** Costs of a run in nobody's account, whose planning has read nothing. */
    public static Costs costs(Estimate estimate, UnitPrices prices) {
        return new Costs(estimate, prices, Optional.of(OwnPrices.NONE), Optional.empty(), UnitsUsed.NONE);
    }

    /** The plan with other costs. */
    public static Plan with(Plan plan, Costs costs) {
        return new Plan(
                plan.source(),
                plan.target(),
                plan.division(),
                costs,
                plan.itemRules(),
                plan.preparation(),
                plan.warnings(),
                plan.origin());
    }

    /** The plan with other rules for items. */
    public static Plan with(Plan plan, ItemRules itemRules) {
        return new Plan(
                plan.source(),
                plan.target(),
                plan.division(),
                plan.costs(),
                itemRules,
                plan.preparation(),
                plan.warnings(),
                plan.origin());
    }

    /** The plan with something to be done before the first write. */
    public static Plan with(Plan plan, TargetPreparation preparation) {
        return new Plan(
                plan.source(),
                plan.target(),
                plan.division(),
                plan.costs(),
                plan.itemRules(),
                preparation,
                plan.warnings(),
                plan.origin());
    }

    /** The plan with other warnings. */
    public static Plan with(Plan plan, List<String> warnings) {
        return new Plan(
                plan.source(),
                plan.target(),
                plan.division(),
                plan.costs(),
                plan.itemRules(),
                plan.preparation(),
                warnings,
                plan.origin());
    }

    /** The plan for a run of a deployment with these prices. */
    public static Plan with(Plan plan, OwnPrices ownPrices) {
        return withOwnPrices(plan, Optional.of(ownPrices));
    }

    /** The plan with prices of what a run uses beside the tables, or none that are known. */
    public static Plan withOwnPrices(Plan plan, Optional<OwnPrices> ownPrices) {
        Costs costs = plan.costs();
        return with(plan, new Costs(costs.estimate(), costs.prices(), ownPrices, costs.forecast(), costs.planning()));
    }
}
