// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** A worker on tables in memory, under a clock that is turned by hand. */
abstract class SegmentWorkerFixture {
    @TempDir
    Path directory;

    Bench bench() {
        return new Bench(directory, 1);
    }

    static Ceilings writeCeiling(int unitsPerSecond) {
        return new Ceilings(Optional.empty(), Optional.empty(), Optional.of(BigDecimal.valueOf(unitsPerSecond)));
    }

    static Limits noLimits() {
        return new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED);
    }
}
