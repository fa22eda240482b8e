// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.RunId;
import java.util.Locale;

/**
 * Which lines of a run: the store keeps many lines under one name, and does not care what they say.
 *
 * @param name unlike that of all other lines of the kind
 */
public record RunLines(RunId run, Kind kind, String name) {
    /** What the lines are. */
    public enum Kind {
        /** Items that the target refused; written once. */
        REFUSED(true),
        /** Keys on which the tables differ; written once. */
        DIFFERENCES(true),
        /** Keys of a segment; written before the run begins. */
        KEYS(false),
        /** Keys of refused items that a replay has settled. */
        SETTLED(false);

        private final boolean isWrittenOnce;

        Kind(boolean isWrittenOnce) {
            this.isWrittenOnce = isWrittenOnce;
        }

        /** Whether what was written first stays. */
        public boolean isWrittenOnce() {
            return isWrittenOnce;
        }
    }

    /** Of a part that a checkpoint lists. */
    static RunLines refused(RunId run, String part) {
        return new RunLines(run, Kind.REFUSED, part);
    }

    /** Of a part that a checkpoint lists. */
    static RunLines differences(RunId run, String part) {
        return new RunLines(run, Kind.DIFFERENCES, part);
    }

    static RunLines keys(RunId run, int segment) {
        return new RunLines(run, Kind.KEYS, String.format(Locale.ROOT, "%05d", segment));
    }

    static RunLines settled(RunId run, RunId replay) {
        return new RunLines(run, Kind.SETTLED, replay.text());
    }
}
