package dynamofanout.plan;

import dynamofanout.table.IndexDescription;
import dynamofanout.table.OpenTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import dynamofanout.table.TableDescription;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Reads a few pages of random segments: at most {@value #PAGES} pages of {@value #ITEMS} items. */
final class Sampler {
    private static final int PAGES = 4;
    private static final int ITEMS = 200;
    private static final int MOST_SEGMENTS = 100_000;

    private final Questions questions;
    private final DoubleSupplier chance;

    Sampler(Questions questions, DoubleSupplier chance) {
        this.questions = questions;
        this.chance = chance;
    }

    Sample sample(
            OpenTable table, TableDescription described, ReadOptions options, List<IndexDescription> targetIndexes) {
        // so many that one holds about a page, as far as the counts can be believed
        int segments = (int) Math.max(1, Math.min(MOST_SEGMENTS, described.items() / ITEMS));
        int pages = Math.min(PAGES, segments);
        var sample = new Sample();
        for (int i = 0; i < pages; i++) {
            // one segment out of each of so many equal stretches, so that no two are the same
            int stretch = segments / pages;
            int segment = i * stretch + (int) (chance.getAsDouble() * stretch);
            var range = new ScanRange(Math.min(segment, segments - 1), segments);
            Page page = questions.ask("Scan", table, t -> t.items().scan(range, options, Optional.empty(), ITEMS));
            sample.add(page.items(), page.scannedCount(), targetIndexes);
            if (segments == 1 && page.lastKey().isEmpty()) {
                sample.wasWholeTable();
            }
        }
        return sample;
    }
}
