// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import java.util.OptionalInt;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Finds out how many concurrent function executions the account has that are not reserved for particular functions. */
public final class AccountConcurrency {
    private final Supplier<LambdaClient> client;

    public AccountConcurrency(Supplier<LambdaClient> client) {
        this.client = client;
    }

    /** The number. Empty if it cannot be found out; planning continues without it. */
    OptionalInt unreserved() {
        try {
            Integer unreserved =
                    client.get().getAccountSettings().accountLimit().unreservedConcurrentExecutions();
            return unreserved == null ? OptionalInt.empty() : OptionalInt.of(unreserved);
        } catch (SdkException notAllowedOrAway) {
            return OptionalInt.empty();
        }
    }
}
