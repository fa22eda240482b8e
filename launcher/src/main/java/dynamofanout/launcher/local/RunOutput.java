package dynamofanout.launcher.local;

import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.show.Progress;

/** Where a run that is being carried out says how it goes. Thread-safe. */
interface RunOutput {
    String STOPPING = "Stopping: calls under way are waited for and progress is saved (Ctrl-C again leaves at once)";

    /** Something that stays on the screen. */
    void line(String text);

    /** Ctrl-C was heard. */
    void stopping();

    /** How far the run is. */
    void progress(Progress progress);

    /** What the run waits for before its first write. */
    void waits(String what);

    /** Seconds between two views of the progress. */
    long everySeconds();

    /** Of a run that has the screen to itself. */
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
