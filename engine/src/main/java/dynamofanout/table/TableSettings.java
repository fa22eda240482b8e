// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.util.Map;
import java.util.Optional;

/**
 * Settings of a table that DescribeTable shows, apart from keys, sizes and billing.
 *
 * @param stream what its stream shows of a change, such as {@code NEW_AND_OLD_IMAGES}; absent: it has none
 * @param encryption in words: whose key, and for a customer's the key's ARN
 * @param indexStatuses by the names of global indexes: {@code ACTIVE}, {@code CREATING, backfilling} …
 */
public record TableSettings(
        Optional<String> stream, boolean isDeletionProtected, String encryption, Map<String, String> indexStatuses) {
    public TableSettings {
        indexStatuses = Map.copyOf(indexStatuses);
    }
}
