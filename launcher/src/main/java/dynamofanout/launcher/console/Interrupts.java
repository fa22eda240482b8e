// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Tells a running command about Ctrl-C. */
@FunctionalInterface
public interface Interrupts {
    /** Runs the action at the first Ctrl-C from now on; a second one ends the process at once. */
    void onFirst(Runnable action);

    /** For tests and for processes that nobody interrupts. */
    static Interrupts none() {
        return action -> {};
    }

    /**
     * The interrupts of this process. It uses {@code sun.misc.Signal} by reflection, because the compiler's warning
     * about it cannot be suppressed. There is no other way to see a second Ctrl-C.
     */
    static Interrupts ofProcess() {
        return action -> {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                int[] times = {0};
                InvocationHandler handle = (proxy, method, arguments) -> {
                    if (!method.getName().equals("handle")) {
                        return method.getName().equals("hashCode")
                                ? (Object) System.identityHashCode(proxy)
                                : "interrupt";
                    }
                    if (times[0]++ > 0) {
                        Runtime.getRuntime().halt(130);
                    }
                    new Thread(action, "interrupt").start();
                    return 0;
                };
                Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handle);
                for (String name : new String[] {"INT", "TERM"}) {
                    Object of = signal.getConstructor(String.class).newInstance(name);
                    signal.getMethod("handle", signal, handler).invoke(null, of, proxy);
                }
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // without the signal, Ctrl-C ends the process as kill does: the run can be resumed all the same
            }
        };
    }
}
