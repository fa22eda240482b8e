// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoreFailed;
import dynamofanout.store.WrappedRunStore;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** The run table, with failures of AWS turned into sentences about the home account ({@link HomeFailed}). */
final class HomeRunStore extends WrappedRunStore {
    private final HomeCalls calls;

    HomeRunStore(RunStore real, HomeCalls calls) {
        super(real);
        this.calls = calls;
    }

    @Override
    protected <T> T call(Supplier<T> real) {
        try {
            return real.get();
        } catch (StoreFailed failure) {
            if (failure.getCause() instanceof SdkException answer) {
                throw calls.failed(
                        "dynamodb actions on table " + calls.names().deployed().runTable(), answer);
            }
            throw failure;
        }
    }
}
