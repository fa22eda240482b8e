// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.request.CopyRequest;
import java.util.Optional;

/**
 * The two tables of a copy that is being planned.
 *
 * @param mask that items go through
 */
record CopyTables(CopyRequest request, DescribedTable source, DescribedTable target, Optional<PairMask> mask) {
    /** Whether the tables' keys are not the same items', so that neither scan nor filter of the target says much. */
    boolean isKeyMasked() {
        return mask.filter(PairMask::masksKey).isPresent();
    }
}
