// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings in which two tables with the same keys and indexes may differ.
 *
 * @param timeToLive attribute with the time of expiry, where TTL is on
 * @param isRecoverable whether point-in-time recovery is on
 * @param kmsKey key in KMS that encrypts it; empty: one that DynamoDB owns
 */
public record TableFeatures(
        Optional<String> timeToLive,
        boolean isRecoverable,
        boolean isDeletionProtected,
        Optional<String> kmsKey,
        Map<String, String> tags) {
    /** Nothing is set. */
    public static final TableFeatures NONE =
            new TableFeatures(Optional.empty(), false, false, Optional.empty(), Map.of());

    public TableFeatures {
        tags = new TreeMap<>(tags);
    }
}
