// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.TargetPolicy;
import dynamofanout.guard.TargetGuard;
import dynamofanout.input.BadInput;
import dynamofanout.key.KeySelection;
import dynamofanout.masking.RunMasks;
import dynamofanout.pace.Waiting;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.TableRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Origin;
import dynamofanout.run.Plan;
import dynamofanout.table.NearNames;
import dynamofanout.table.OpenAccount;
import dynamofanout.table.TableOpener;
import dynamofanout.table.Throughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Plans a copy: describes both tables, samples them, and says what the copy would do. It changes nothing. A copy that
 * cannot work is a {@link BadInput} with one sentence.
 */
public final class Planner {
    private final TableOpener opener;
    private final PlanningReads questions;
    private final TableInspection inspection;
    private final MaskPlanner masks;
    private final PlanPrices prices;
    private final CopyEstimator estimator;
    private final SelectionPlanner selections;
    private final PlanWarnings warnings;
    private final WorkerHost host;

    /**
     * @param masks of copies
     * @param host where the copy will run
     */
    public Planner(
            TableOpener opener,
            TargetPolicy policy,
            RunMasks masks,
            Prices prices,
            Waiting waiting,
            DoubleSupplier chance,
            WorkerHost host) {
        var guard = new TargetGuard(policy, opener);
        this.opener = opener;
        this.questions = new PlanningReads(
                waiting, chance, host.home().isPresent() ? NearNames.OF_CONFIGURATION : NearNames.OF_ACCOUNT);
        this.inspection = new TableInspection(
                questions, opener, policy, guard, new CreationPlanner(questions, opener, policy, host));
        this.masks = new MaskPlanner(masks, policy, questions, chance);
        this.prices = new PlanPrices(prices, questions, host);
        this.estimator = new CopyEstimator(
                questions, chance, this.masks, new BackupPlanner(questions, opener), this.prices, host);
        this.selections = new SelectionPlanner(questions);
        this.warnings = new PlanWarnings(questions, guard, prices, this.masks, host);
        this.host = host;
    }

    /** Names of the tables of an environment that fanout.json allows, by the alphabet. */
    public List<String> tables(String environment) {
        try (OpenAccount account = opener.openAccount(environment)) {
            return questions.names(account);
        }
    }

    /** Plan of a copy, of the whole table or of selected keys. */
    public Plan plan(CopyRequest request) {
        DescribedTable source = inspection.source(request.source());
        DescribedTable target = inspection.target(request, source);
        inspection.refuse(source, target, request.mode());
        var tables = new CopyTables(request, source, target, masks.find(request, source, target));
        return request.select().isPresent() ? planSelection(tables) : planWholeTable(tables);
    }

    private Plan planWholeTable(CopyTables tables) {
        CopyFindings found = estimator.ofWholeTable(tables);
        List<String> sentences = new ArrayList<>(warnings.of(tables, found));
        sentences.addAll(PlanWarnings.ofIndexKeys(tables, found.sample()));
        return plan(tables, found, sentences, expiry(tables));
    }

    private Plan planSelection(CopyTables tables) {
        KeySelection selection =
                SelectionPlanner.selection(tables.request(), tables.source().description());
        Optional<String> expiry = expiry(tables);
        SelectionPlanner.refuse(tables, selection, expiry);
        SelectionSample seen = selections.sample(tables, selection);
        CopyFindings found = estimator.ofSelection(tables, selection, seen);
        List<String> sentences = new ArrayList<>(warnings.of(tables, found));
        sentences.addAll(PlanWarnings.ofIndexKeys(tables, found.sample()));
        if (found.sample().hasAttributesOfGlobalTables()) {
            sentences.add(Warnings.ATTRIBUTES_OF_GLOBAL_TABLES);
        }
        sentences.addAll(Warnings.ofSelection(selection, seen.isAtLeast()));
        return plan(tables, found, sentences, expiry);
    }

    private Plan plan(CopyTables tables, CopyFindings found, List<String> sentences, Optional<String> expiry) {
        CopyRequest request = tables.request();
        DescribedTable source = tables.source();
        DescribedTable target = tables.target();
        host.warning(request.workers(), found.workers()).ifPresent(sentences::add);
        return new Plan(
                source.planned(request.source()),
                target.planned(request.target()),
                found.division(),
                prices.costs(source, target, found.division(), found.estimate(), found.forecast()),
                new Plan.ItemRules(
                        tables.mask().map(mask -> mask.planned(found.sample().firstItems())), expiry),
                new Plan.TargetPreparation(found.backup().planned(), target.creation()),
                sentences,
                Origin.ELSEWHERE);
    }

    /**
     * What the segments of a plan read, as lines for the parts {@code keys#n} of the run store; none where the plan scans.
     * The same request and plan always give the same.
     */
    public List<List<String>> chunks(CopyRequest request, Plan plan) {
        if (plan.selection() != Plan.Selection.QUERIES) {
            return List.of();
        }
        DescribedTable source = inspection.source(request.source());
        return SelectionPlanner.selection(request, source.description()).chunks(plan.segments());
    }

    /**
     * Plan of a copy of given keys, with the sizes that an earlier plan for the same tables found.
     *
     * @param keys how many, in {@code segments} chunks
     */
    public Plan planKeys(Plan earlier, Ceilings ceilings, int keys, int segments) {
        var from = new TableRequest(
                earlier.source().environment(), earlier.source().table());
        var to = new TableRequest(
                earlier.target().environment(), earlier.target().table());
        DescribedTable source = inspection.source(from);
        DescribedTable target = inspection.target(to);
        inspection.refuse(source, target, Mode.OVERWRITE);
        Optional<PairMask> mask = masks.findAgain(earlier, source, target);
        Throughput taken = target.description().throughput();
        int workers = Sizing.workers(Optional.empty(), taken, 0, ceilings, host);
        Speed speed = Speed.of(ceilings, source.description().throughput(), taken, false);
        Estimate estimate = Estimates.keys(earlier.estimate(), keys, prices.units(source, target), speed);
        var division = new Plan.Division(Plan.Selection.KEYS, segments, Math.min(workers, segments));
        return new Plan(
                source.planned(from),
                target.planned(to),
                division,
                prices.costs(source, target, division, estimate, Optional.empty()),
                new Plan.ItemRules(mask.map(each -> each.planned(List.of())), Optional.empty()),
                Plan.TargetPreparation.NONE,
                mask.map(each -> masks.warnings(each, from.environment(), to.environment(), List.of()))
                        .orElse(List.of()),
                Origin.ELSEWHERE);
    }

    /**
     * Looks at a plan's tables again before its run is resumed.
     *
     * @param mode of the run
     * @throws BadInput if one of them was re-created, or may not be used any more, or the mask is another one
     */
    public void requireSameTables(Plan plan, Mode mode) {
        DescribedTable source = inspection.sourceAgain(plan);
        DescribedTable target = inspection.targetAgain(plan, source);
        inspection.refuse(source, target, mode);
        masks.requireSame(plan, source, target);
    }

    private Optional<String> expiry(CopyTables tables) {
        if (!tables.request().checks().skipExpired()) {
            return Optional.empty();
        }
        DescribedTable source = tables.source();
        Optional<String> attribute = questions.ask(
                "DescribeTimeToLive", source.table(), t -> t.items().timeToLive());
        if (attribute.isEmpty()) {
            throw new BadInput(
                    "skipExpired",
                    source.table().words() + " has no time to live, so nothing in it expires: leave skipExpired out");
        }
        return attribute;
    }
}
