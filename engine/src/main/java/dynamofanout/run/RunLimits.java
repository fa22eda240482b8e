// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.input.BadInput;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.ResumeRequest;
import java.util.Locale;
import java.util.Optional;

/** Computes the limits of a run from its request, and tells when the run's totals have reached one. */
public final class RunLimits {
    private RunLimits() {}

    /** Limits of the run that a copy begins: a mirror has one of deletes, given or by the target's size. */
    public static Limits of(CopyRequest request, Plan plan) {
        return request.mode() == Mode.MIRROR
                ? request.limits()
                        .forMirror(plan.forecast()
                                .map(Forecast::targetItems)
                                .orElse(plan.target().items()))
                : request.limits();
    }

    /**
     * Limits of the run that goes on.
     *
     * @param mode of the run
     * @param soFar what its checkpoints say
     * @throws BadInput if the run would end at once by them, or has no use for one
     */
    public static Limits of(ResumeRequest request, RunRecord record, Mode mode, Totals soFar) {
        if (request.maxDeletes().isPresent() && mode != Mode.MIRROR) {
            throw new BadInput(
                    "maxDeletes",
                    "maxDeletes is for mode mirror: run " + request.run() + " is in mode " + mode.word()
                            + " and deletes nothing");
        }
        Limits limits =
                record.control().limits().changed(request.maxCost(), request.maxRefused(), request.maxDeletes());
        requireRoom(limits, soFar, record.plan().spent(soFar.units()));
        return limits;
    }

    /**
     * The wish to stop that these totals call for.
     *
     * @param spent dollars, absent where prices are not known
     */
    public static Optional<Stop> reached(Limits limits, Totals totals, Optional<Double> spent) {
        if (totals.counts().refused() > limits.maxRefused()) {
            return Optional.of(new Stop(
                    Stop.Cause.REFUSED,
                    totals.counts().refused() + " items were refused, more than the " + limits.maxRefused()
                            + " of --max-refused"));
        }
        return limits.maxCost()
                .filter(most -> spent.isPresent() && spent.get() >= most.doubleValue())
                .map(most -> new Stop(
                        Stop.Cause.BUDGET,
                        "the run has used up the " + most.toPlainString() + " dollars of --max-cost"));
    }

    /**
     * For a run that goes on.
     *
     * @throws BadInput if it would end at once, since that much was spent or refused before
     */
    static void requireRoom(Limits limits, Totals totals, Optional<Double> spent) {
        limits.maxCost().ifPresent(most -> {
            if (spent.isPresent() && spent.get() >= most.doubleValue()) {
                throw new BadInput(
                        "maxCost",
                        String.format(
                                Locale.ROOT,
                                "maxCost must be above the $%.6f that the run has spent so far, got: %s",
                                spent.get(),
                                most.toPlainString()));
            }
        });
        if (totals.counts().refused() > limits.maxRefused()) {
            throw new BadInput(
                    "maxRefused",
                    "maxRefused must be at least the " + totals.counts().refused()
                            + " items that were refused so far, got: " + limits.maxRefused());
        }
    }
}
