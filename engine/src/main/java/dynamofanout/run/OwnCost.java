// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.util.List;

/**
 * Computes what a deployed run costs beside the units of the tables it copies, in dollars: Lambda, Step Functions and
 * the run table. The estimate and the outcome use the same arithmetic. Free tiers and logs are left out.
 *
 * <ul>
 * <li>Lambda: the seconds that workers hold claims, {@value #SECONDS_OF_INVOCATION} s around each claim, a cold start
 * of {@value #SECONDS_OF_COLD_START} s for each worker, {@value #SECONDS_OF_PLAN_AND_FINISH} s for plan and finish.
 * Each claim is one invocation.
 * <li>Step Functions: {@value #TRANSITIONS_OF_EXECUTION} transitions of the execution, {@value #TRANSITIONS_OF_SEGMENT}
 * for each segment (its child's start and end), {@value #TRANSITIONS_OF_CLAIM} for each claim (CopySegment, More?).
 * <li>Run table: a claim and its last save are transactions of two parts below 1 KB, which count double. Each save in
 * between writes the same two parts. Finish reads every checkpoint.
 * </ul>
 */
public final class OwnCost {
    private static final double SECONDS_OF_INVOCATION = 0.5;
    private static final double SECONDS_OF_COLD_START = 3;
    private static final double SECONDS_OF_PLAN_AND_FINISH = 10;

    private static final double TRANSITIONS_OF_EXECUTION = 8;
    private static final double TRANSITIONS_OF_SEGMENT = 2;
    private static final double TRANSITIONS_OF_CLAIM = 2;

    private static final double WRITES_OF_CLAIM = 4;
    private static final double WRITES_OF_SAVE = 2;

    /** On top of an ordinary save. */
    private static final double WRITES_OF_LAST_SAVE = 2;

    private static final double WRITES_OF_EXECUTION = 20;

    /** Plan, control and checkpoint. */
    private static final double READS_OF_CLAIM = 4;

    /** Below 1 KB, read together with others. */
    private static final double READS_OF_SEGMENT = 0.25;

    private static final double READS_OF_EXECUTION = 20;

    /** The settings of the stack: a checkpoint is saved so often. */
    private static final double SAVE_SECONDS = 10;

    /** Lambda's longest time-out, less the margin in which a worker ends in order. */
    private static final double CLAIM_SECONDS = 880;

    /** A worker rarely writes more: a partition takes no more (service limit). */
    private static final double UNITS_OF_WORKER = 1_000;

    private final OwnPrices prices;

    public OwnCost(OwnPrices prices) {
        this.prices = prices;
    }

    /** Dollars by service. */
    public record Parts(double lambda, double stepFunctions, double runTable) {
        public double sum() {
            return lambda + stepFunctions + runTable;
        }
    }

    /** Of a run that is planned so: every worker is at work from the start to the end. */
    public Parts estimated(int segments, int workers, double writeUnits, double seconds) {
        double workerSeconds = Math.max(workers * seconds, writeUnits / UNITS_OF_WORKER);
        double claims = segments + Math.floor(workerSeconds / CLAIM_SECONDS);
        double saves = claims + Math.floor(workerSeconds / SAVE_SECONDS);
        return parts(segments, workers, claims, saves, workerSeconds);
    }

    /** Of a run as far as these checkpoints say; the second and later executions' own few transitions are left out. */
    public Parts actual(int workers, List<Checkpoint> checkpoints) {
        double claims = checkpoints.stream().mapToDouble(Checkpoint::epoch).sum();
        Effort effort = checkpoints.stream()
                .map(checkpoint -> checkpoint.totals().effort())
                .reduce(Effort.NONE, Effort::plus);
        return parts(checkpoints.size(), workers, claims, (double) effort.saves(), effort.seconds());
    }

    private Parts parts(int segments, int workers, double claims, double saves, double workerSeconds) {
        double seconds = workerSeconds
                + SECONDS_OF_INVOCATION * claims
                + SECONDS_OF_COLD_START * workers
                + SECONDS_OF_PLAN_AND_FINISH;
        double transitions =
                TRANSITIONS_OF_EXECUTION + TRANSITIONS_OF_SEGMENT * segments + TRANSITIONS_OF_CLAIM * claims;
        double writes = WRITES_OF_EXECUTION + (WRITES_OF_CLAIM + WRITES_OF_LAST_SAVE) * claims + WRITES_OF_SAVE * saves;
        double reads = READS_OF_EXECUTION + READS_OF_CLAIM * claims + READS_OF_SEGMENT * segments;
        return new Parts(
                seconds * prices.workerSecond() + (claims + 2) * prices.invocation(),
                transitions * prices.transition(),
                writes * prices.writeUnit() + reads * prices.readUnit());
    }
}
