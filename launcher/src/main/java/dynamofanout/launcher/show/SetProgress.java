// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.FittedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** The progress of a set: a line for each running table, and how many tables wait and are done. Thread-safe. */
public final class SetProgress implements FittedText {
    private static final int MOST_LINES = 8;
    private static final int LONGEST_NAME = 24;
    private static final int BAR = 16;

    private final int tables;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private int through;

    /** @param words in place of progress, while there is none */
    private record Running(Optional<Progress> progress, String words) {}

    /**
     * Before any of the tables begins, or goes on.
     *
     * @param through how many have nothing left to do
     */
    public SetProgress(int tables, int through) {
        this.tables = tables;
        this.through = through;
    }

    /** A table has come so far. */
    public synchronized void show(String table, Progress progress) {
        running.put(table, new Running(Optional.of(progress), ""));
    }

    /** A table has begun, and waits for something. */
    public synchronized void show(String table, String words) {
        running.put(table, new Running(Optional.empty(), words));
    }

    /** A table has ended. */
    public synchronized void end(String table) {
        running.remove(table);
        through++;
    }

    /** {@code 3 of 12 tables}. */
    public synchronized String counts() {
        return Figures.whole((long) through) + " of " + Figures.count(tables, "table", "tables");
    }

    @Override
    public synchronized List<String> lines(int cells) {
        String counts = counts() + " done, " + running.size() + " running, "
                + Math.max(0, tables - through - running.size()) + " waiting";
        if (cells == Integer.MAX_VALUE) {
            var words = new StringJoiner("; ").add(counts);
            running.forEach((table, now) -> words.add(table + " " + words(now)));
            return List.of(words.toString());
        }
        List<String> lines = new ArrayList<>();
        running.forEach((table, now) -> {
            if (lines.size() < MOST_LINES) {
                lines.add(TerminalCells.cut(
                        TerminalCells.padded(TerminalCells.harmless(table), LONGEST_NAME) + " " + line(now), cells));
            }
        });
        lines.add(TerminalCells.cut(counts, cells));
        return lines;
    }

    private static String words(Running now) {
        return now.progress()
                .map(progress -> percent(progress) + " " + Figures.whole(progress.itemsPerSecond()) + " items/s")
                .orElse(now.words());
    }

    private static String line(Running now) {
        return now.progress()
                .map(progress -> progress.bar(BAR) + String.format(" %5s  ", percent(progress))
                        + Figures.whole(progress.itemsPerSecond()) + " items/s; " + progress.writeRate())
                .orElse(now.words());
    }

    private static String percent(Progress progress) {
        return (int) (progress.share() * 100) + " %";
    }
}
