// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** What every run store does. An implementing test gives a new, empty store for each of its methods. */
@DisplayNameGeneration(ReplaceUnderscores.class)
interface RunStoreContract
        extends RunRecordContract,
                RunPreparationContract,
                SegmentClaimContract,
                SegmentSaveContract,
                RunControlContract {}
