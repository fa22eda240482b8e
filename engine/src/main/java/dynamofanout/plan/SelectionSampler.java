// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.key.KeySelection;
import dynamofanout.key.Selected;
import dynamofanout.key.Selected.How;
import dynamofanout.request.Ceilings;
import dynamofanout.table.GetAnswer;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.OpenTable;
import dynamofanout.table.Page;
import dynamofanout.table.QueryCall;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableDescription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Samples selected keys: queries the first page of {@value #QUERIES} of them, spread over all, and looks up
 * {@value #KEYS} whole keys. It never scans the table.
 */
final class SelectionSampler {
    private static final int QUERIES = 8;
    private static final int KEYS = 25;
    private static final int ITEMS = 200;
    private static final double READ_UNIT_BYTES = 4096;

    private final PlanningReads questions;
    private final OpenTable table;
    private final TableDescription described;
    private final ReadOptions options;
    private final List<IndexDescription> targetIndexes;
    private final double unitsPerSecond;

    private final Sample sample = new Sample();
    private long itemsOfQueries;
    private boolean isAtLeast;

    SelectionSampler(
            PlanningReads questions,
            DescribedTable source,
            ReadOptions options,
            List<IndexDescription> targetIndexes,
            Optional<BigDecimal> ceiling) {
        this.questions = questions;
        this.table = source.table();
        this.described = source.description();
        this.options = options;
        this.targetIndexes = targetIndexes;
        this.unitsPerSecond = Ceilings.rate(ceiling);
    }

    SelectionSample sample(KeySelection selection) {
        List<Selected> queries = selection.selected().stream()
                .filter(each -> each.how() != How.GET)
                .toList();
        List<Selected> keys = selection.selected().stream()
                .filter(each -> each.how() == How.GET)
                .toList();
        List<Selected> asked = spread(queries, QUERIES);
        asked.forEach(this::query);
        get(spread(keys, KEYS).stream()
                .map(each -> ItemKey.ofObject(Slice.of(each.condition().keyJson())))
                .toList());
        double itemsOfQuery = asked.isEmpty() ? 0 : (double) itemsOfQueries / asked.size();
        long fromQueries = Math.round(itemsOfQuery * queries.size());
        double mean = described.items() == 0 ? 1024 : (double) described.sizeBytes() / described.items();
        double itemUnits = Math.ceil(sample.bytesPerItem(mean) / READ_UNIT_BYTES);
        boolean areLookedUp = selection.owner().isPartial();
        double readUnits = units(keys.size() * itemUnits)
                + Math.max(units(queries.size()), units(fromQueries * sample.bytesPerItem(mean) / READ_UNIT_BYTES))
                + (areLookedUp ? fromQueries * itemUnits : 0);
        return new SelectionSample(sample, keys.size() + fromQueries, readUnits, isAtLeast);
    }

    private void query(Selected selected) {
        boolean areLookedUp = selected.how() == How.QUERY_THEN_GET;
        QueryCall call = QueryCall.of(
                        selected.index(), selected.condition().expression(), areLookedUp ? ReadOptions.PLAIN : options)
                .from(Optional.empty(), OptionalInt.of(ITEMS));
        Page page = questions.ask("Query", table, t -> t.items().query(call));
        pause(page.units());
        itemsOfQueries += page.scannedCount();
        isAtLeast |= page.lastKey().isPresent();
        if (areLookedUp) {
            Set<ItemKey> keys = new LinkedHashSet<>();
            page.items().stream().limit(KEYS).forEach(item -> keys.add(ItemKey.of(item, described.key())));
            get(List.copyOf(keys));
        } else {
            sample.add(page.items(), page.scannedCount(), targetIndexes);
        }
    }

    private void get(List<ItemKey> keys) {
        if (!keys.isEmpty()) {
            GetAnswer answer =
                    questions.ask("BatchGetItem", table, t -> t.items().get(keys));
            pause(answer.units());
            sample.add(answer.items(), answer.items().size(), targetIndexes);
        }
    }

    private void pause(double units) {
        questions.pause((long) (units / unitsPerSecond * 1e9));
    }

    private double units(double consistent) {
        return options.isConsistent() ? consistent : consistent / 2;
    }

    private static List<Selected> spread(List<Selected> all, int most) {
        List<Selected> some = new ArrayList<>();
        int count = Math.min(most, all.size());
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) all.size() * i / count)));
        }
        return some;
    }
}
