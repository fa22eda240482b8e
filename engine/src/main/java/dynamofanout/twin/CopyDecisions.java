// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.BatchWriter;
import dynamofanout.copy.LookUps;
import dynamofanout.copy.OpenPage;
import dynamofanout.item.ItemEquality;
import dynamofanout.item.Slice;
import dynamofanout.request.Mode;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;

/**
 * Writes missing items and, unless the mode only copies missing ones, different items. It keeps the keys of extra items
 * that a mirror may delete.
 */
final class CopyDecisions implements Decisions {
    private final Mode mode;
    private final BatchWriter writer;
    private final LookUps inSource;
    private final LookUps inTarget;
    private final ScanOrder order;
    private final KeptDifferences kept;

    CopyDecisions(
            Mode mode, BatchWriter writer, LookUps inSource, LookUps inTarget, ScanOrder order, KeptDifferences kept) {
        this.mode = mode;
        this.writer = writer;
        this.inSource = inSource;
        this.inTarget = inTarget;
        this.order = order;
        this.kept = kept;
    }

    @Override
    public void matched(SideItem source, SideItem target, OpenPage page) {
        onBothSides(source, target.item(), page);
    }

    @Override
    public void onlyInSource(SideItem item, OpenPage page) {
        if (order.isTrusted()) {
            writer.add(item.item(), page, item.sourceKey());
        } else {
            lookUpInTarget(item, page, order::checked);
        }
    }

    @Override
    public void onlyInTarget(SideItem item, OpenPage page) {
        if (mode != Mode.MIRROR) {
            return;
        }
        if (order.isTrusted()) {
            page.expect(1);
            extra(item, page);
        } else {
            lookUpInSource(item, page, order::checked);
        }
    }

    @Override
    public void lookUpInTarget(SideItem item, OpenPage page, IsThere isThere) {
        inTarget.ask(item.key(), found -> {
            if (found.isPresent()) {
                onBothSides(item, found.get(), page);
            } else {
                writer.add(item.item(), page, item.sourceKey());
            }
            isThere.heard(found.isPresent());
        });
    }

    @Override
    public void lookUpInSource(SideItem item, OpenPage page, IsThere isThere) {
        if (mode != Mode.MIRROR) {
            return;
        }
        page.expect(1);
        inSource.ask(item.key(), found -> {
            if (found.isPresent()) {
                page.settle(Counts.NONE);
            } else {
                extra(item, page);
            }
            isThere.heard(found.isPresent());
        });
    }

    private void onBothSides(SideItem source, Slice target, OpenPage page) {
        if (mode == Mode.MISSING) {
            page.settle(Counts.SKIPPED);
        } else if (ItemEquality.areEqual(source.item(), target)) {
            page.settle(Counts.UNCHANGED);
        } else {
            writer.add(source.item(), page, source.sourceKey());
        }
    }

    private void extra(SideItem item, OpenPage page) {
        if (kept.hasRoom()) {
            kept.keep(Difference.extra(item.key().json(), ItemEquality.digest(item.item())), page);
        }
        page.settle(Counts.EXTRA);
    }
}
