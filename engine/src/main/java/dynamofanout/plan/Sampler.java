// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.request.Ceilings;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.OpenTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import dynamofanout.table.TableDescription;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Samples a table: reads pages of {@value #ITEMS} items from random segments. Segments are chosen so small that one
 * should hold about a page. It reads {@value #PAGES} that are not empty, with at most {@value #MOST_TRIES} tries. A new
 * table may hold more than its count says (counts are up to six hours old). Then smaller and smaller segments show how
 * dense it is.
 */
final class Sampler {
    private static final int PAGES = 4;
    private static final int MOST_TRIES = 16;
    private static final int ITEMS = 200;
    private static final int MOST_SEGMENTS = 100_000;

    /** An eventually consistent unit. */
    private static final double BYTES_OF_UNIT = 8192;

    private static final int PROBES = 8;
    private static final int[] FINER_AND_FINER = {100, 10_000, 1_000_000};

    private final PlanningReads questions;
    private final DoubleSupplier chance;
    private double readUnitsPerSecond = Double.POSITIVE_INFINITY;
    private int items = ITEMS;

    Sampler(PlanningReads questions, DoubleSupplier chance) {
        this.questions = questions;
        this.chance = chance;
    }

    /** A sampler that keeps to a ceiling of read units, as the copy will: smaller pages, and a pause after each. */
    Sampler within(Optional<BigDecimal> ceiling, TableDescription described) {
        var within = new Sampler(questions, chance);
        within.readUnitsPerSecond = Ceilings.rate(ceiling);
        double itemBytes = described.items() == 0 ? BYTES_OF_UNIT : (double) described.sizeBytes() / described.items();
        double itemsPerSecond = within.readUnitsPerSecond / (itemBytes / BYTES_OF_UNIT);
        within.items = (int) Math.max(1, Math.min(ITEMS, itemsPerSecond));
        return within;
    }

    Sample sample(
            OpenTable table, TableDescription described, ReadOptions options, List<IndexDescription> targetIndexes) {
        int segments = (int) Math.max(1, Math.min(MOST_SEGMENTS, described.items() / ITEMS));
        var sample = new Sample();
        int tries = Math.min(MOST_TRIES, segments);
        int pages = 0;
        for (int i = 0; i < tries && pages < PAGES; i++) {
            Page page = page(table, options, i, tries, segments);
            sample.add(page.items(), page.scannedCount(), targetIndexes);
            pages += page.scannedCount() > 0 ? 1 : 0;
            if (segments == 1 && page.lastKey().isEmpty()) {
                sample.wasWholeTable();
            }
        }
        if (sample.scanned() > described.items() && !sample.isWholeTable()) {
            sample.projected(project(table, options, targetIndexes, sample));
        }
        return sample;
    }

    /** About how many items there are: the first segments that can be read to their end are counted. */
    private long project(OpenTable table, ReadOptions options, List<IndexDescription> targetIndexes, Sample sample) {
        long atLeast = 0;
        for (int segments : FINER_AND_FINER) {
            long seen = 0;
            boolean isWhole = true;
            for (int i = 0; i < PROBES; i++) {
                Page page = page(table, options, i, PROBES, segments);
                sample.add(page.items(), page.scannedCount(), targetIndexes);
                seen += page.scannedCount();
                isWhole &= page.lastKey().isEmpty();
            }
            atLeast = Math.max(atLeast, seen * segments / PROBES);
            if (isWhole) {
                break;
            }
        }
        return atLeast;
    }

    /** Out of a random segment of the i-th of so many equal stretches, so that no two are the same. */
    private Page page(OpenTable table, ReadOptions options, int i, int stretches, int segments) {
        int stretch = segments / stretches;
        int segment = i * stretch + (int) (chance.getAsDouble() * stretch);
        var range = new ScanRange(Math.min(segment, segments - 1), segments);
        Page page = questions.ask("Scan", table, t -> t.items().scan(range, options, Optional.empty(), items));
        questions.pause((long) (page.units() / readUnitsPerSecond * 1e9));
        return page;
    }
}
