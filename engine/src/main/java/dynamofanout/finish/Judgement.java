// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.request.Limits;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Next;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.Stop;
import dynamofanout.run.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Decides the verdict of a run, the sentence that explains it, and the command that continues it. */
final class Judgement {
    private final Verdict verdict;
    private final Optional<String> reason;
    private final boolean isResumable;
    private final boolean hasRefused;

    /** Without it resuming would end as it did. */
    private final Optional<Next.HigherLimit> higherLimit;

    /** @param unset what of the target is still to be set, once all segments are through */
    Judgement(Plan plan, Control control, RunCheckpoints progressed, FinalIdentityCheck look, Optional<String> unset) {
        List<Checkpoint> checkpoints = progressed.checkpoints();
        Optional<String> broken = brokenEquation(progressed.phases(), checkpoints);
        Optional<Stop> fatal = control.stop().filter(stop -> stop.cause() == Stop.Cause.FATAL);
        // what the execution before gave up, and this one did not come to, is no failure of this one
        List<Checkpoint> failed = checkpoints.stream()
                .filter(each -> each.failure().isPresent() && each.execution().equals(control.owner()))
                .toList();
        Counts sum = progressed.counts();
        hasRefused = sum.refused() > 0;
        higherLimit = control.stop().flatMap(stop -> higherLimit(stop.cause(), control.limits(), sum));
        boolean isEnded = progressed.isEnded();
        isResumable = broken.isEmpty()
                && look.changed().isEmpty()
                && (!isEnded || look.unknown().isPresent() || unset.isPresent());
        if (look.changed().isPresent() || broken.isPresent()) {
            verdict = Verdict.FAILED;
            reason = look.changed().or(() -> broken);
        } else if (isEnded && look.unknown().isPresent()) {
            verdict = Verdict.FAILED;
            reason = look.unknown();
        } else if (isEnded && unset.isPresent()) {
            verdict = Verdict.FAILED;
            reason = unset;
        } else if (isEnded) {
            reason = IncompleteReason.of(progressed, plan.mask().isPresent());
            verdict = reason.isPresent() ? Verdict.INCOMPLETE : Verdict.COMPLETE;
        } else if (fatal.isPresent()) {
            verdict = Verdict.FAILED;
            reason = fatal.map(Stop::reason);
        } else if (!failed.isEmpty()) {
            verdict = Verdict.FAILED;
            reason = Optional.of(failures(progressed, failed));
        } else if (control.stop().isPresent()) {
            verdict = Verdict.STOPPED;
            reason = control.stop().map(Stop::reason);
        } else {
            int open = plan.segments() - progressed.segmentsDone();
            verdict = Verdict.FAILED;
            reason = Optional.of(
                    open == 0
                            ? "the run was ended before its last phase"
                            : open + " of " + plan.segments() + " segments did not come to their end");
        }
    }

    Verdict verdict() {
        return verdict;
    }

    Optional<String> reason() {
        return reason;
    }

    Optional<Next> next(RunId run) {
        if (isResumable) {
            return Optional.of(new Next.Resume(run, higherLimit));
        }
        return hasRefused && verdict == Verdict.INCOMPLETE ? Optional.of(new Next.Replay(run)) : Optional.empty();
    }

    /** Of a budget or a limit of refused items it is not known what is still to come: twice as much is a guess. */
    private static Optional<Next.HigherLimit> higherLimit(Stop.Cause cause, Limits limits, Counts sum) {
        return switch (cause) {
            case DELETES ->
                sum.extra() > 0 ? Optional.of(Next.Limit.DELETES.to(String.valueOf(sum.extra()))) : Optional.empty();
            case BUDGET ->
                limits.maxCost()
                        .map(dollars -> Next.Limit.COST.to(dollars.multiply(BigDecimal.valueOf(2))
                                .stripTrailingZeros()
                                .toPlainString()));
            case REFUSED ->
                sum.refused() > 0
                        ? Optional.of(Next.Limit.REFUSED.to(String.valueOf(2 * sum.refused())))
                        : Optional.empty();
            case USER, FATAL -> Optional.empty();
        };
    }

    private static Optional<String> brokenEquation(Phases phases, List<Checkpoint> checkpoints) {
        return checkpoints.stream()
                .filter(each -> !each.totals().counts().isBalanced())
                .map(each -> "the counts of " + phases.of(each).words() + " of " + phases.segments()
                        + " do not add up: "
                        + each.totals().counts().read() + " items were read, "
                        + each.totals().counts().accounted()
                        + " are accounted for; start a new run, and please report this")
                .findFirst();
    }

    private static String failures(RunCheckpoints progressed, List<Checkpoint> failed) {
        Checkpoint first = failed.get(0);
        String others = failed.size() == 1 ? "" : " (and " + (failed.size() - 1) + " more)";
        int segments = progressed.phases().segments();
        return progressed.phases().of(first).words() + others + " of " + segments
                + " was given up: " + first.failure().orElseThrow().reason() + "; " + progressed.segmentsDone() + " of "
                + segments + " are done";
    }
}
