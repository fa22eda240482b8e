// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.network.FailureWords;
import java.io.IOException;
import java.io.PrintWriter;

/** Reports an unexpected exception: one sentence for the user, and the stack trace in a log file. */
public final class UnforeseenFailure {
    private final World world;

    public UnforeseenFailure(World world) {
        this.world = world;
    }

    /**
     * Keeps the trace and says where.
     *
     * @param doing for example {@code fanout copy}
     */
    public String sentence(String doing, Throwable failure) {
        String what = doing + " failed unexpectedly: " + FailureWords.of(failure);
        try {
            LogFiles.LogFile log = world.logFiles().make(doing.replaceAll("[^0-9A-Za-z]+", "-"));
            try (PrintWriter writer = log.writer()) {
                writer.println(doing);
                new Version().describe().forEach(writer::println);
                failure.printStackTrace(writer);
            }
            return what + " (details: " + log.path() + "; please report this with that file, CONTRIBUTING.md says how)";
        } catch (IOException | RuntimeException e) {
            return what + " (its details could not be written to a log file: " + FailureWords.of(e)
                    + "; please report this, CONTRIBUTING.md says how)";
        }
    }
}
