// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.network.FailureWords;
import dynamofanout.run.StoreFailed;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Explains failures of the run table, in one sentence each. */
final class StoreFailures {
    private StoreFailures() {}

    static StoreFailed of(String done, PartKey key, String table, SdkException cause) {
        return new StoreFailed(key.words() + " cannot be " + done + " table " + table + ": " + reason(cause), cause);
    }

    /** A part that must be there. */
    static StoreFailed missing(PartKey key, String table) {
        return StoreFailed.ofOneRun(
                key.words() + " is not in table " + table + ": it was never written, or it has expired");
    }

    private static String reason(SdkException cause) {
        if (cause instanceof ResourceNotFoundException) {
            return "there is no such table in this account and Region; deploy fanout first";
        }
        return FailureWords.code(cause).map(code -> code + ": ").orElse("") + FailureWords.of(cause);
    }
}
