// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.input.BadInput;
import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.request.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the refused items of runs from the run store. */
public record RefusedItems(RunStore store) {
    private static final int KEYS_OF_SEGMENT = 1_000;

    /** How many items of a run were refused for each reason. */
    public Map<String, Integer> byReason(RunId run) {
        return byReason(of(run));
    }

    /** The same of items that were read before. */
    public static Map<String, Integer> byReason(List<RefusedItem> items) {
        Map<String, Integer> byReason = new LinkedHashMap<>();
        items.forEach(item -> byReason.merge(item.code() + ": " + item.reason(), 1, Integer::sum));
        return byReason;
    }

    /**
     * Keys of the items that no replay has settled.
     *
     * @throws BadInput if there are none
     */
    public List<String> openKeys(RunId run) {
        Map<ItemKey, String> open = open(run);
        if (open.isEmpty()) {
            throw new BadInput("run " + run + " has no refused items that are still to be replayed");
        }
        return List.copyOf(open.values());
    }

    /** Whether there are items that no replay has settled. */
    public boolean isAnyOpen(RunId run) {
        return !open(run).isEmpty();
    }

    private Map<ItemKey, String> open(RunId run) {
        Set<ItemKey> settled = new HashSet<>();
        store.settled(run).forEach(key -> settled.add(ItemKey.ofObject(Slice.of(key))));
        Map<ItemKey, String> open = new LinkedHashMap<>();
        for (RefusedItem item : of(run)) {
            ItemKey key = ItemKey.ofObject(Slice.of(item.key()));
            if (!settled.contains(key)) {
                open.put(key, item.key());
            }
        }
        return open;
    }

    /** Keys as chunks, each of which is a segment of a replay. */
    public static List<List<String>> chunks(List<String> keys) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_OF_SEGMENT) {
            chunks.add(keys.subList(from, Math.min(keys.size(), from + KEYS_OF_SEGMENT)));
        }
        return chunks;
    }

    /** All of a run, in no order. */
    public List<RefusedItem> of(RunId run) {
        return store.checkpoints(run).stream()
                .flatMap(checkpoint -> checkpoint.refusedParts().stream())
                .flatMap(part -> store.refused(run, part).stream())
                .toList();
    }
}
