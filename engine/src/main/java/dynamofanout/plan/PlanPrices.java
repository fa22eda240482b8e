// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.input.BadInput;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.OwnCost;
import dynamofanout.run.OwnPrices;
import dynamofanout.run.Plan;
import dynamofanout.run.UnitPrices;
import dynamofanout.run.UnitsUsed;
import java.util.Locale;
import java.util.Optional;

/** What the units of two tables cost, and what a run costs beside them. */
final class PlanPrices {
    private final Prices prices;
    private final PlanningReads questions;
    private final WorkerHost host;

    PlanPrices(Prices prices, PlanningReads questions, WorkerHost host) {
        this.prices = prices;
        this.questions = questions;
        this.host = host;
    }

    /** Of a plan whose tables were asked everything: what planning has read begins anew at 0. */
    Plan.Costs costs(
            DescribedTable source,
            DescribedTable target,
            Plan.Division division,
            Estimate estimate,
            Optional<Forecast> forecast) {
        return new Plan.Costs(
                withOwn(estimate, division),
                units(source, target),
                own(),
                forecast,
                new UnitsUsed(questions.takeCharged(source.table()), questions.takeCharged(target.table()), 0));
    }

    /** None of a local run; absent where the home Region's are not known. */
    private Optional<OwnPrices> own() {
        return host.home().isEmpty() ? Optional.of(OwnPrices.NONE) : host.home().flatMap(prices::own);
    }

    private Estimate withOwn(Estimate estimate, Plan.Division division) {
        return estimate.withOwn(own().map(own -> new OwnCost(own)
                .estimated(division.segments(), division.workers(), estimate.writeUnits(), estimate.seconds())
                .sum()));
    }

    /** Prices of both tables' units. */
    UnitPrices units(DescribedTable source, DescribedTable target) {
        return new UnitPrices(
                prices.ofRead(source.description(), source.identity().region()),
                prices.ofRead(target.description(), target.identity().region()),
                prices.ofWrite(target.description(), target.identity().region()));
    }

    /** Refuses what is estimated above the request's limit. */
    static void requireWithinLimit(CopyRequest request, Estimate estimate, UnitPrices unitPrices) {
        request.limits().maxCost().ifPresent(most -> {
            if (unitPrices.sourceRead().isEmpty() || unitPrices.targetWrite().isEmpty()) {
                throw new BadInput(
                        "maxCost",
                        "maxCost cannot be kept, since prices for these Regions are not known: leave it out");
            }
            double dollars = estimate.dollars().orElse(0.0);
            if (dollars > most.doubleValue()) {
                throw new BadInput(
                        "maxCost",
                        String.format(
                                Locale.ROOT,
                                "the %s is estimated at $%.6f, more than the $%s of maxCost",
                                request.mode() == Mode.COMPARE ? "comparison" : "copy",
                                dollars,
                                most.toPlainString()));
            }
        });
    }
}
