package dynamofanout.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The list of all runs in the run table: one entry a run, sorted by when it was started. */
final class RunList {
    private static final String LIST = "runs";

    /** Behind every time; a run may be called {@code runs}, and its parts' names begin with letters. */
    private static final PartKey END = new PartKey(LIST, ":");

    /** Always as long, so that it sorts by time. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RunTable table;

    RunList(RunTable table) {
        this.table = table;
    }

    static RunPart entry(RunId run, Instant startedAt) {
        return RunPart.of(new PartKey(LIST, TIME.format(startedAt) + "#" + run));
    }

    /** Newest first. */
    List<RunId> latest(int most) {
        return table.reads().before(END, most).stream()
                .map(entry -> entry.key().part())
                .map(name -> new RunId(name.substring(name.indexOf('#') + 1)))
                .toList();
    }
}
