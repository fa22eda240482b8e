// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.show.Progress;

/** Shows messages and progress of a run while it is carried out. Thread-safe. */
interface RunOutput {
    String STOPPING = "Stopping: waiting for calls under way, then saving progress (Ctrl-C again exits at once)";

    /** Prints a line that stays on the screen. */
    void line(String text);

    /** Says that Ctrl-C was noticed. */
    void stopping();

    /** Shows the progress of the run. */
    void progress(Progress progress);

    /** Shows what the run waits for before its first write. */
    void waits(String what);

    /** Seconds between two views of the progress. */
    long everySeconds();

    /** The output of a run that has the screen to itself. */
    static RunOutput of(Printer printer) {
        return new RunOutput() {
            @Override
            public void line(String text) {
                printer.line(text);
            }

            @Override
            public void stopping() {
                printer.line(STOPPING);
            }

            @Override
            public void progress(Progress progress) {
                printer.progress(progress);
            }

            @Override
            public void waits(String what) {
                printer.progress(what);
            }

            @Override
            public long everySeconds() {
                return printer.isTerminal() ? 1 : 10;
            }
        };
    }
}
