// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.KeyRules;
import dynamofanout.masking.LoadedMask;
import dynamofanout.masking.RunMasks;
import dynamofanout.masking.RunMasks.Side;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedMask;
import dynamofanout.table.IndexDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** Finds the mask of a pair of tables for a plan, and refuses requests that do not work with it. */
final class MaskPlanner {
    private final RunMasks masks;
    private final TargetPolicy policy;
    private final PlanningReads questions;
    private final DoubleSupplier chance;

    MaskPlanner(RunMasks masks, TargetPolicy policy, PlanningReads questions, DoubleSupplier chance) {
        this.masks = masks;
        this.policy = policy;
        this.questions = questions;
        this.chance = chance;
    }

    /** @throws BadInput if the mask cannot be used for these tables or this request */
    Optional<PairMask> find(CopyRequest request, DescribedTable source, DescribedTable target) {
        Optional<KeySchema> index = request.select()
                .flatMap(select -> select.index())
                .flatMap(name -> source.description().index(name))
                .map(IndexDescription::key);
        Optional<PairMask> mask = masks.find(
                        side(request.source().environment(), source),
                        side(request.target().environment(), target),
                        Optional.empty())
                .map(loaded -> of(loaded, index, target));
        if (request.mode() == Mode.MIRROR) {
            mask.ifPresent(MaskPlanner::refuseMirror);
        }
        return mask;
    }

    /** The same for a replay of what an earlier plan's run could not write. */
    Optional<PairMask> findAgain(Plan earlier, DescribedTable source, DescribedTable target) {
        return masks.find(
                        side(earlier.source().environment(), source),
                        side(earlier.target().environment(), target),
                        earlier.mask().map(PlannedMask::source))
                .map(loaded -> of(loaded, Optional.empty(), target));
    }

    /** @throws BadInput if the mask is not the plan's any more */
    void requireSame(Plan plan, DescribedTable source, DescribedTable target) {
        var unused = masks.masker(
                plan,
                side(plan.source().environment(), source),
                side(plan.target().environment(), target));
    }

    /** Where keys are masked a copy overwrites nothing: what the target has in clear would stay. */
    void requireNoLeftovers(
            CopyRequest request, Optional<PairMask> mask, DescribedTable source, DescribedTable target) {
        boolean writes = request.mode() != Mode.COMPARE;
        if (writes && !request.checks().keepClearItems()) {
            mask.filter(PairMask::masksKey)
                    .ifPresent(masked -> new ClearLeftovers(questions, chance).refuse(masked, source, target));
        }
    }

    /** What is good to know of a masked copy. */
    List<String> warnings(CopyRequest request, PairMask mask, List<Slice> sample) {
        List<String> warnings = new ArrayList<>(
                warnings(mask, request.source().environment(), request.target().environment(), sample));
        boolean readsTarget = request.mode().readsTarget() || request.checks().verify();
        if (mask.masksKey() && readsTarget) {
            warnings.add("the mask changes keys: every item is looked up in the target by itself, which costs a read"
                    + " unit or more an item");
        }
        if (mask.hidesExtras() && request.mode() == Mode.COMPARE) {
            warnings.add("the mask changes keys: items that only the target has are not counted as extra");
        }
        if (request.mode() == Mode.MISSING && !mask.masksKey()) {
            warnings.add("mode missing leaves what the target has as it is, also items that are there in clear");
        }
        if (request.checks().keepClearItems() && mask.masksKey()) {
            warnings.add("items that the target has in clear stay there (keepClearItems)");
        }
        return warnings;
    }

    /** The same of a replay. */
    List<String> warnings(PairMask mask, String source, String target, List<Slice> sample) {
        List<String> warnings = new ArrayList<>();
        mask.outcomes(sample).forEach(outcome -> warnings.add("by the mask " + mask.file() + " " + outcome));
        warnings.addAll(policy.leaks(source, target));
        return warnings;
    }

    private static PairMask of(LoadedMask loaded, Optional<KeySchema> index, DescribedTable target) {
        KeySchema key = target.description().key();
        Map<String, KeySchema> indexes = target.description().indexes().stream()
                .collect(Collectors.toMap(IndexDescription::name, IndexDescription::key));
        var rules = new KeyRules(loaded.table());
        List<String> refusals = rules.refusals(key, indexes);
        if (!refusals.isEmpty()) {
            throw new BadInput(
                    "mask",
                    "the mask " + loaded.file().name() + " cannot be used for "
                            + target.table().words() + ": " + String.join("; ", refusals));
        }
        boolean masksKey = rules.masksAnyOf(key);
        return new PairMask(
                loaded,
                key,
                masksKey,
                masksKey || index.filter(rules::masksAnyOf).isPresent());
    }

    private static void refuseMirror(PairMask mask) {
        if (mask.hidesExtras()) {
            throw new BadInput(
                    "mode",
                    "mirror must have a mask that leaves keys as they are, but " + mask.file()
                            + " changes some, so that it cannot be told which items only the target has: use mode"
                            + " changed");
        }
        if (mask.loaded().table().leavesItemsOut()) {
            throw new BadInput(
                    "mode",
                    "mirror must have a mask that leaves no items out, but " + mask.file()
                            + " does (\"unlisted\": \"drop\" beside \"items\"), which would look like items to be"
                            + " deleted: use mode changed");
        }
    }

    private static Side side(String environment, DescribedTable table) {
        return new Side(environment, table.identity());
    }
}
