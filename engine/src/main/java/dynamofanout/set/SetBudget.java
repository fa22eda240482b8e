package dynamofanout.set;

import dynamofanout.request.RunId;
import dynamofanout.run.TableSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Divides the {@code maxCost} of a set among its runs. Each run that begins gets its share, by estimates, of what is
 * neither spent nor promised to another; so what a run has left over when it ends goes to those that begin later, and all
 * limits together never pass the whole. Thread-safe.
 */
public final class SetBudget {
    /** Of an equal part: what runs get that are estimated at next to nothing. */
    private static final double LEAST_WEIGHT = 0.02;

    /** Limits must be above 0. */
    private static final double LEAST_DOLLARS = 1e-9;

    private final Optional<BigDecimal> maxCost;
    private final Map<RunId, Double> waiting = new HashMap<>();
    private final Map<RunId, Double> promised = new HashMap<>();
    private final Map<RunId, Double> before = new HashMap<>();
    private double free;

    /**
     * Before any of these runs begins, or goes on.
     *
     * @param toBegin the runs that are not over
     * @param spent dollars of all runs so far
     */
    public SetBudget(Optional<BigDecimal> maxCost, List<TableSet.Member> toBegin, double spent) {
        this.maxCost = maxCost;
        this.free = maxCost.map(BigDecimal::doubleValue).orElse(0.0) - spent;
        double sum = toBegin.stream()
                .mapToDouble(member -> member.dollars().orElse(0.0))
                .sum();
        double least = sum == 0 ? 1 : LEAST_WEIGHT * sum / toBegin.size();
        toBegin.forEach(member -> waiting.put(member.run(), member.dollars().orElse(0.0) + least));
    }

    /**
     * The limit of a run that begins or goes on; none where the set has none.
     *
     * @param spentBefore dollars that the run itself has spent already
     */
    public synchronized Optional<BigDecimal> begin(RunId run, double spentBefore) {
        double all = waiting.values().stream().mapToDouble(weight -> weight).sum();
        @SuppressWarnings("NullAway") // every run begins once
        double weight = waiting.remove(run);
        double share = Math.max(0, free) * weight / all;
        free -= share;
        promised.put(run, share);
        before.put(run, spentBefore);
        return maxCost.map(
                most -> new BigDecimal(Math.max(LEAST_DOLLARS, spentBefore + share)).round(MathContext.DECIMAL32));
    }

    /**
     * A run has ended, or never began.
     *
     * @param spent dollars that the run has spent in all
     */
    public synchronized void end(RunId run, double spent) {
        free += promised.getOrDefault(run, 0.0) - (spent - before.getOrDefault(run, 0.0));
        promised.remove(run);
    }
}
