// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.Mode;
import java.util.List;
import java.util.Optional;

/** A summary of a run of {@link SampleRuns} that ended in one segment, unless a test says otherwise. */
public final class SummaryBuilder {
    private final Verdict verdict;
    private Optional<String> reason = Optional.empty();
    private Optional<Next> next = Optional.empty();
    private Mode mode = Mode.OVERWRITE;
    private Totals totals = Totals.NONE;
    private Optional<Counts> verified = Optional.empty();
    private Optional<Double> estimated = Optional.empty();
    private Optional<Double> actual = Optional.empty();
    private Optional<Double> overwrite = Optional.empty();
    private int segments = 1;
    private int segmentsDone = 1;
    private Summary.Timing timing = new Summary.Timing(0, Optional.empty());
    private List<String> refusedIn = List.of();

    /** A summary with a verdict. */
    public SummaryBuilder(Verdict verdict) {
        this.verdict = verdict;
    }

    public SummaryBuilder reason(String sentence) {
        reason = Optional.of(sentence);
        return this;
    }

    public SummaryBuilder next(Next command) {
        next = Optional.of(command);
        return this;
    }

    public SummaryBuilder mode(Mode other) {
        mode = other;
        return this;
    }

    public SummaryBuilder totals(Totals sum) {
        totals = sum;
        return this;
    }

    public SummaryBuilder verified(Counts counts) {
        verified = Optional.of(counts);
        return this;
    }

    public SummaryBuilder estimated(double dollars) {
        estimated = Optional.of(dollars);
        return this;
    }

    public SummaryBuilder actual(double dollars) {
        actual = Optional.of(dollars);
        return this;
    }

    public SummaryBuilder overwrite(double dollars) {
        overwrite = Optional.of(dollars);
        return this;
    }

    /** So many of all segments are done. */
    public SummaryBuilder segments(int done, int all) {
        segmentsDone = done;
        segments = all;
        return this;
    }

    public SummaryBuilder seconds(double seconds) {
        timing = new Summary.Timing(seconds, timing.period());
        return this;
    }

    public SummaryBuilder period(Summary.Period period) {
        timing = new Summary.Timing(timing.seconds(), Optional.of(period));
        return this;
    }

    public SummaryBuilder refusedIn(String... files) {
        refusedIn = List.of(files);
        return this;
    }

    /** The summary. */
    public Summary build() {
        return new Summary(
                SampleRuns.RUN,
                mode,
                new Summary.Tables(
                        SampleRuns.SOURCE, SampleRuns.TARGET, Optional.empty(), Optional.empty(), Optional.empty()),
                new Summary.Conclusion(verdict, reason, next, List.of()),
                new Summary.Work(totals, verified, segments, segmentsDone, refusedIn),
                new Summary.Cost(estimated, actual, Optional.of(0.0), overwrite, UnitsUsed.NONE),
                timing,
                Origin.ELSEWHERE);
    }
}
