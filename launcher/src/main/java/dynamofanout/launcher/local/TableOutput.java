// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.show.Progress;
import dynamofanout.launcher.show.SetProgress;

/**
 * Shows messages and progress of one table of a set. Its lines begin with the table's name.
 *
 * @param table its name
 * @param view of the whole set
 */
record TableOutput(String table, Printer printer, SetProgress view) implements RunOutput {
    @Override
    public void line(String text) {
        printer.line(table + ": " + text);
    }

    /** Does nothing: the set has already said so. */
    @Override
    public void stopping() {}

    @Override
    public void progress(Progress progress) {
        view.show(table, progress);
    }

    @Override
    public void waits(String what) {
        view.show(table, what);
    }

    @Override
    public long everySeconds() {
        return 1;
    }
}
