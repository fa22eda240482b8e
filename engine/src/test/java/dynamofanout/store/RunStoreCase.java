// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.store.StoreSamples.held;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Failure;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stop;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import dynamofanout.testing.TurnedClock;

/** A run store under test; every test that implements this gives a new, empty one for each of its methods. */
interface RunStoreCase {
    int SEGMENTS = 4;

    Stop STOP = new Stop(Stop.Cause.USER, "stopped by fanout stop");

    Failure FAILURE = new Failure("Throttled", "table Orders accepted no writes for 15 minutes");

    RunStore store();

    /** The clock that the store was given. */
    TurnedClock clock();

    /** How the store's sentences name a part of refused items: a table has other names than a directory. */
    default String inSentences(String refusedPart) {
        return refusedPart;
    }

    default void create() {
        create(RUN);
    }

    default void create(RunId run) {
        assertThat(store().create(run, SampleRuns.request(), SampleRuns.plan(SEGMENTS), SampleRuns.control()))
                .isTrue();
    }

    default Checkpoint claim(int segment, String worker) {
        return held(store().claim(RUN, segment, FIRST, worker)).checkpoint();
    }

    default boolean isSaved(Checkpoint next, Totals added) {
        try {
            store().save(RUN, next, added);
            return true;
        } catch (Superseded e) {
            return false;
        }
    }

    default void assertClaimedAndEnded(int claimed, int ended) {
        Control control = store().control(RUN);
        assertThat(control.claimed()).as("claimed").isEqualTo(claimed);
        assertThat(control.ended()).as("ended").isEqualTo(ended);
        assertThat(control.live()).as("live").isEqualTo(claimed - ended);
    }
}
