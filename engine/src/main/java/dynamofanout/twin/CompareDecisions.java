// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.LookUps;
import dynamofanout.copy.OpenPage;
import dynamofanout.item.ItemEquality;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskOutcome.Refused;
import dynamofanout.masking.SourceMask;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import java.util.List;
import java.util.Optional;

/**
 * Counts missing, different and extra items, and writes nothing. Items that seem to differ are read again on both
 * sides, strongly consistent, so that a write between the two reads does not count as a difference. An item that has
 * changed meanwhile and still differs is also counted as {@code meanwhile}.
 */
final class CompareDecisions implements Decisions {
    private final Comparison comparison;
    private final LookUps inSource;
    private final LookUps inTarget;
    private final Optional<SourceMask> mask;
    private final KeptDifferences kept;

    /** @param mask of the source's items; look-ups in the source return clear items */
    CompareDecisions(
            Comparison comparison,
            LookUps inSource,
            LookUps inTarget,
            Optional<SourceMask> mask,
            KeptDifferences kept) {
        this.comparison = comparison;
        this.inSource = inSource;
        this.inTarget = inTarget;
        this.mask = mask;
        this.kept = kept;
    }

    @Override
    public void matched(SideItem source, SideItem target, OpenPage page) {
        if (areAlike(source.item(), target.item())) {
            page.settle(Counts.UNCHANGED);
        } else {
            lookAgain(source, Optional.of(target.item()), page);
        }
    }

    @Override
    public void onlyInSource(SideItem item, OpenPage page) {
        lookAgain(item, Optional.empty(), page);
    }

    @Override
    public void onlyInTarget(SideItem item, OpenPage page) {
        lookUpInSource(item, page, IsThere.UNHEARD);
    }

    @Override
    public void lookUpInTarget(SideItem item, OpenPage page, IsThere isThere) {
        inTarget.ask(item.key(), found -> {
            if (found.isPresent() && areAlike(item.item(), found.get())) {
                page.settle(Counts.UNCHANGED);
            } else {
                lookAgain(item, found, page);
            }
            isThere.heard(found.isPresent());
        });
    }

    @Override
    public void lookUpInSource(SideItem item, OpenPage page, IsThere isThere) {
        if (!comparison.wantsExtras()) {
            return;
        }
        page.expect(1);
        onBothSides(item, (source, target) -> {
            isThere.heard(source.isPresent());
            if (source.isPresent() || target.isEmpty()) {
                page.settle(Counts.NONE);
                return;
            }
            boolean hasChanged = !ItemEquality.areEqual(item.item(), target.get());
            kept.keep(Difference.extra(item.key().json()), page);
            page.settle(hasChanged ? Counts.EXTRA.plus(Counts.MEANWHILE) : Counts.EXTRA);
        });
    }

    private void lookAgain(SideItem item, Optional<Slice> targetBefore, OpenPage page) {
        onBothSides(item, (source, target) -> {
            if (source.isEmpty()) {
                page.settle(Counts.GONE);
            } else {
                masked(source.get(), page).ifPresent(arriving -> judge(item, arriving, target, targetBefore, page));
            }
        });
    }

    /** The item as it should be in the target. If the mask no longer lets it through, it is settled here. */
    private Optional<Slice> masked(Slice clear, OpenPage page) {
        if (mask.isEmpty()) {
            return Optional.of(clear);
        }
        MaskOutcome outcome = mask.get().masker().mask(clear);
        if (outcome instanceof Masked masked) {
            return Optional.of(masked.item());
        }
        if (outcome instanceof Refused refused) {
            page.refuse(mask.get().refusal(clear, refused));
        } else {
            page.settle(Counts.ofPage(0, 1, 0));
        }
        return Optional.empty();
    }

    private void judge(
            SideItem item, Slice source, Optional<Slice> target, Optional<Slice> targetBefore, OpenPage page) {
        if (target.isEmpty()) {
            kept.keep(Difference.missing(item.key().json()), page);
            page.settle(fate(Counts.MISSING, targetBefore.isPresent() || !ItemEquality.areEqual(item.item(), source)));
        } else if (areAlike(source, target.get())) {
            page.settle(Counts.UNCHANGED);
        } else {
            List<String> attributes = ItemEquality.differing(source, target.get());
            kept.keep(Difference.different(item.key().json(), attributes), page);
            // only the order of the scans says that it was not there before
            boolean isSameTarget = targetBefore
                    .map(before -> ItemEquality.areEqual(before, target.get()))
                    .orElse(true);
            page.settle(fate(Counts.DIFFERENT, !isSameTarget || !ItemEquality.areEqual(item.item(), source)));
        }
    }

    private static Counts fate(Counts difference, boolean hasChanged) {
        return hasChanged ? difference.plus(Counts.MEANWHILE) : difference;
    }

    private boolean areAlike(Slice source, Slice target) {
        return comparison.keysOnly() || ItemEquality.areEqual(source, target);
    }

    private void onBothSides(SideItem item, Both both) {
        var answers = new Answers(both);
        inSource.ask(item.keyInSource(), answers::source);
        inTarget.ask(item.key(), answers::target);
    }

    /** Called with both answers once both sides have answered. */
    @FunctionalInterface
    private interface Both {
        void heard(Optional<Slice> source, Optional<Slice> target);
    }

    private static final class Answers {
        private final Both both;
        private Optional<Optional<Slice>> source = Optional.empty();
        private Optional<Optional<Slice>> target = Optional.empty();

        Answers(Both both) {
            this.both = both;
        }

        void source(Optional<Slice> answer) {
            source = Optional.of(answer);
            tell();
        }

        void target(Optional<Slice> answer) {
            target = Optional.of(answer);
            tell();
        }

        private void tell() {
            if (source.isPresent() && target.isPresent()) {
                both.heard(source.get(), target.get());
            }
        }
    }
}
