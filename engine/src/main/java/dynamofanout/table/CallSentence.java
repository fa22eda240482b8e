// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.CredentialFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** Describes a failed call to the user in one sentence, with the remedy. */
public final class CallSentence {
    private CallSentence() {}

    /**
     * What failed, why, and what to do.
     *
     * @param action without the service: {@code DescribeTable}
     * @param ifMissing what to do if the table does not exist
     */
    public static String of(String action, OpenTable table, Supplier<String> ifMissing, CallFailed failure) {
        Optional<String> login = CredentialFailure.sentence(table.access(), failure)
                .or(() -> KeyDenial.sentence(table.words(), failure))
                .or(() -> CredentialFailure.sentence(table.access(), failure.code()));
        if (login.isPresent()) {
            return login.get();
        }
        return switch (failure.code()) {
            case "ResourceNotFoundException" ->
                table.words() + " does not exist (Region " + table.access().region() + "): " + ifMissing.get();
            case "AccessDeniedException" ->
                "no permission for dynamodb:" + action + " on " + table.words() + ": allow it for these credentials ("
                        + failure.said() + ")";
            case "ValidationException" -> table.words() + " cannot be read as asked: " + failure.said();
            default -> table.words() + " cannot be used: " + failure.reason();
        };
    }
}
