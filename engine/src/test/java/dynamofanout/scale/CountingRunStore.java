// SPDX-License-Identifier: Apache-2.0
package dynamofanout.scale;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Failure;
import dynamofanout.run.RunStore;
import dynamofanout.run.Totals;
import dynamofanout.store.ForwardingRunStore;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Counts what workers ask of the run store. */
final class CountingRunStore extends ForwardingRunStore {
    private final LongSupplier now;
    private final PerSecond controlWrites = new PerSecond();
    private long claims;
    private long saves;
    private long otherCalls;
    private long lastFirstClaim;

    CountingRunStore(RunStore real, LongSupplier now) {
        super(real);
        this.now = now;
    }

    long claims() {
        return claims;
    }

    long saves() {
        return saves;
    }

    long otherCalls() {
        return otherCalls;
    }

    /** Every claim and every save writes the one part that all workers share. */
    PerSecond controlWrites() {
        return controlWrites;
    }

    /** When the last segment was claimed for the first time. */
    long lastFirstClaim() {
        return lastFirstClaim;
    }

    @Override
    public Claim claim(RunId run, int segment, String execution, String worker) {
        claims++;
        controlWrites.add(now.getAsLong(), 1);
        Claim claim = super.claim(run, segment, execution, worker);
        if (claim instanceof Claim.Held held && held.checkpoint().epoch() == 1) {
            lastFirstClaim = now.getAsLong();
        }
        return claim;
    }

    @Override
    public Control save(RunId run, Checkpoint next, Totals added) {
        saves++;
        controlWrites.add(now.getAsLong(), 1);
        return super.save(run, next, added);
    }

    @Override
    public Optional<Checkpoint> checkpoint(RunId run, int segment) {
        otherCalls++;
        return super.checkpoint(run, segment);
    }

    @Override
    public void abandon(RunId run, int segment, String execution, Failure why) {
        otherCalls++;
        super.abandon(run, segment, execution, why);
    }
}
