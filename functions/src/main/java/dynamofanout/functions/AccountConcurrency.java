package dynamofanout.functions;

import java.util.OptionalInt;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** How many functions of this account may run at a time that have no concurrency reserved. */
public final class AccountConcurrency {
    private final Supplier<LambdaClient> client;

    public AccountConcurrency(Supplier<LambdaClient> client) {
        this.client = client;
    }

    /** Empty where it cannot be found out: planning goes on without. */
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
