package dynamofanout.launcher.home;

import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoreFailed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;

/** The run table, with failures of AWS turned into sentences about the home account. */
final class HomeRunStore {
    private HomeRunStore() {}

    /** Every method does what {@code real} does, but failures of AWS are {@link HomeFailed}. */
    static RunStore of(RunStore real, HomeCalls calls) {
        Object explained = Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw explained(Objects.requireNonNullElse(e.getCause(), e), calls);
                    }
                });
        return (RunStore) explained;
    }

    private static Throwable explained(Throwable failure, HomeCalls calls) {
        return failure instanceof StoreFailed && failure.getCause() instanceof SdkException answer
                ? calls.failed(
                        "dynamodb actions on table " + calls.names().deployed().runTable(), answer)
                : failure;
    }
}
