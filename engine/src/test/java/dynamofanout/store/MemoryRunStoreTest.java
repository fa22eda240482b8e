// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.run.RunStore;
import dynamofanout.testing.TurnedClock;

/** The fake that other tests rest on keeps the contract too. */
class MemoryRunStoreTest implements RunStoreContract {
    private final TurnedClock clock = new TurnedClock();
    private final RunStore store = new MemoryRunStore(clock);

    @Override
    public RunStore store() {
        return store;
    }

    @Override
    public TurnedClock clock() {
        return clock;
    }
}
