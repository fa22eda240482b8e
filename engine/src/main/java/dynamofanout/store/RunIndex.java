// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The list of all runs in the run table: one entry per run, sorted by start time. */
final class RunIndex {
    /** Always as long, so that it sorts by time. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RunTableItems table;

    RunIndex(RunTableItems table) {
        this.table = table;
    }

    static RunPart entry(RunId run, Instant startedAt) {
        return RunPart.of(PartKey.listed(run, TIME.format(startedAt)));
    }

    /** Newest first. */
    List<RunId> latest(int most) {
        return table.reads().before(PartKey.listEnd(), most).stream()
                .map(entry -> entry.key().part())
                .map(name -> new RunId(name.substring(name.indexOf('#') + 1)))
                .toList();
    }
}
