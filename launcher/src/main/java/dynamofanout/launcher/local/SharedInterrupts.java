// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.launcher.console.Interrupts;
import java.util.ArrayList;
import java.util.List;

/** Passes one Ctrl-C on to all runs in this process. A run that begins later is told at once. Thread-safe. */
final class SharedInterrupts implements Interrupts {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean isOver;

    SharedInterrupts(Interrupts ofProcess) {
        ofProcess.onFirst(this::pass);
    }

    @Override
    public void onFirst(Runnable action) {
        synchronized (this) {
            if (!isOver) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Whether there was one. */
    synchronized boolean wasHeard() {
        return isOver;
    }

    private void pass() {
        List<Runnable> heard;
        synchronized (this) {
            isOver = true;
            heard = List.copyOf(actions);
        }
        heard.forEach(Runnable::run);
    }
}
