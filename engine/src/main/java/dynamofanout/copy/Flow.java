// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.pace.Pace.Throttle;
import dynamofanout.run.Counts;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.CallFailed;
import dynamofanout.table.CallFailed.ThrottlingReason;
import dynamofanout.table.KeyDenial;
import java.util.List;
import java.util.Optional;

/**
 * State that reading and writing of one segment share: the clock, the settings, the inbox, and figures such as units
 * and throttles.
 */
public final class Flow {
    private final CopySettings settings;
    private final WorkerRuntime runtime;
    private final Inbox inbox;
    private Totals spent = Totals.NONE;

    public Flow(CopySettings settings, WorkerRuntime runtime, Inbox inbox) {
        this.settings = settings;
        this.runtime = runtime;
        this.inbox = inbox;
    }

    public CopySettings settings() {
        return settings;
    }

    public Inbox inbox() {
        return inbox;
    }

    public long now() {
        return runtime.now();
    }

    public double chance() {
        return runtime.chance().getAsDouble();
    }

    public void used(UnitsUsed units) {
        spent = spent.plus(new Totals(Counts.NONE, units, 0, 0));
    }

    public void countThrottled() {
        spent = spent.plus(new Totals(Counts.NONE, UnitsUsed.NONE, 1, 0));
    }

    public void countRetry() {
        spent = spent.plus(new Totals(Counts.NONE, UnitsUsed.NONE, 0, 1));
    }

    /** Units and throttles since the last call. */
    public Totals takeSpent() {
        Totals taken = spent;
        spent = Totals.NONE;
        return taken;
    }

    public boolean isExhausted(int faults, long firstFaultAt, long now) {
        return faults >= settings.leastTries()
                && now - firstFaultAt >= settings.patience().toNanos();
    }

    public GaveUp exhausted(String table, int tries, CallFailed last) {
        return GaveUp.onSegment(
                last.code(), "calls to " + table + " failed " + tries + " times: " + last.getMessage(), last);
    }

    /**
     * The failure that throttling has blocked all calls for too long.
     *
     * @param what could not be done, for example {@code table Orders in production could not be read}
     */
    public GaveUp stalled(String what, String capacity, CallFailed last) {
        return GaveUp.onSegment(
                "Throttled",
                what + " for " + settings.stalledAfter().toMinutes() + " minutes because of throttling: give it more "
                        + capacity + " capacity, then resume",
                last);
    }

    public GaveUp denied(String table, CallFailed failure) {
        Optional<String> key = KeyDenial.sentence(table, failure);
        if (key.isPresent()) {
            return GaveUp.onRun(failure.code(), key.get() + "; then resume", failure);
        }
        boolean isLogin = failure.code().startsWith("Expired") || failure.code().startsWith("UnrecognizedClient");
        boolean isPermission = failure.code().startsWith("AccessDenied");
        String remedy = isLogin ? "; log in again, then resume" : isPermission ? "; allow it, then resume" : "";
        return GaveUp.onRun(failure.code(), table + " cannot be used: " + failure.getMessage() + remedy, failure);
    }

    /** Who throttled the call. The table, if DynamoDB does not say. */
    public static Throttle throttle(CallFailed failure) {
        List<ThrottlingReason> reasons = failure.reasons();
        boolean isPartition = !reasons.isEmpty() && reasons.stream().allMatch(ThrottlingReason::isOfOnePartition);
        return isPartition ? Throttle.PARTITION : Throttle.TABLE;
    }
}
