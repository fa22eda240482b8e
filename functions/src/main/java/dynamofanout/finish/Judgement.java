package dynamofanout.finish;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Plan;
import dynamofanout.run.RunId;
import dynamofanout.run.Stop;
import dynamofanout.run.Verdict;
import java.util.List;
import java.util.Optional;

/** The verdict on a run, the sentence that explains it, and the command that continues. */
final class Judgement {
    private final Verdict verdict;
    private final Optional<String> reason;
    private final boolean isResumable;
    private final boolean hasRefused;

    Judgement(Plan plan, Control control, List<Checkpoint> checkpoints, Counts sum, int done, LastLook look) {
        Optional<String> broken = brokenEquation(plan, checkpoints);
        Optional<Stop> fatal = control.stop().filter(stop -> stop.cause() == Stop.Cause.FATAL);
        // what the execution before gave up, and this one did not come to, is no failure of this one
        List<Checkpoint> failed = checkpoints.stream()
                .filter(each -> each.failure().isPresent() && each.execution().equals(control.owner()))
                .toList();
        boolean allDone = done == plan.segments();
        hasRefused = sum.refused() > 0;
        isResumable = broken.isEmpty()
                && look.changed().isEmpty()
                && (!allDone || look.unknown().isPresent());
        if (look.changed().isPresent() || broken.isPresent()) {
            verdict = Verdict.FAILED;
            reason = look.changed().or(() -> broken);
        } else if (allDone && look.unknown().isPresent()) {
            verdict = Verdict.FAILED;
            reason = look.unknown();
        } else if (allDone) {
            verdict = hasRefused ? Verdict.INCOMPLETE : Verdict.COMPLETE;
            reason = hasRefused
                    ? Optional.of(sum.refused() + " of " + sum.read() + " items were refused by the target")
                    : Optional.empty();
        } else if (fatal.isPresent()) {
            verdict = Verdict.FAILED;
            reason = fatal.map(Stop::reason);
        } else if (!failed.isEmpty()) {
            verdict = Verdict.FAILED;
            reason = Optional.of(failures(plan, failed, done));
        } else if (control.stop().isPresent()) {
            verdict = Verdict.STOPPED;
            reason = control.stop().map(Stop::reason);
        } else {
            verdict = Verdict.FAILED;
            reason = Optional.of(
                    (plan.segments() - done) + " of " + plan.segments() + " segments did not come to their end");
        }
    }

    Verdict verdict() {
        return verdict;
    }

    Optional<String> reason() {
        return reason;
    }

    Optional<String> next(RunId run) {
        if (isResumable) {
            return Optional.of("fanout resume " + run);
        }
        return hasRefused && verdict == Verdict.INCOMPLETE ? Optional.of("fanout replay " + run) : Optional.empty();
    }

    private static Optional<String> brokenEquation(Plan plan, List<Checkpoint> checkpoints) {
        return checkpoints.stream()
                .filter(each -> !each.totals().counts().isBalanced())
                .map(each -> "the counts of segment " + each.segment() + " of " + plan.segments() + " do not add up: "
                        + each.totals().counts().read() + " items were read, "
                        + each.totals().counts().accounted()
                        + " are accounted for; start a new run, and please report this")
                .findFirst();
    }

    private static String failures(Plan plan, List<Checkpoint> failed, int done) {
        Checkpoint first = failed.get(0);
        String others = failed.size() == 1 ? "" : " (and " + (failed.size() - 1) + " more)";
        return "segment " + first.segment() + others + " of " + plan.segments() + " was given up: "
                + first.failure().orElseThrow().reason() + "; " + done + " of " + plan.segments() + " are done";
    }
}
