// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.run.RunStore;
import java.util.function.Supplier;

/** A run store that does what another does; tests override what shall go wrong. */
public class ForwardingRunStore extends WrappedRunStore {
    public ForwardingRunStore(RunStore real) {
        super(real);
    }

    @Override
    protected <T> T call(Supplier<T> real) {
        return real.get();
    }
}
