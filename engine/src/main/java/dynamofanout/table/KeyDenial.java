// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises calls that were denied because the caller may not use the KMS key that encrypts the table. DynamoDB calls
 * KMS in the caller's name and reports the denial under its own error code.
 */
public final class KeyDenial {
    private static final Pattern ACTION = Pattern.compile("kms:[A-Za-z]+");
    private static final Pattern KEY =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[0-9A-Za-z/_-]+");

    private KeyDenial() {}

    /**
     * The remedy as a sentence.
     *
     * @param table for example {@code table Orders in production}
     * @return empty if the failure has nothing to do with a KMS key
     */
    public static Optional<String> sentence(String table, CallFailed failure) {
        String said = failure.said();
        if (failure.kind() != CallFailed.Kind.DENIED || !(said.contains("kms:") || said.contains("KMS"))) {
            return Optional.empty();
        }
        Matcher action = ACTION.matcher(said.replaceAll("arn:aws[a-z-]*:kms:", "arn:"));
        Matcher key = KEY.matcher(said);
        return Optional.of("no permission for " + (action.find() ? action.group() : "kms:Decrypt") + " on "
                + (key.find() ? "key " + key.group() : "the key") + " that encrypts " + table
                + ": list the key in \"kmsKeys\" of its environment in fanout.json and deploy its access stack, or allow it"
                + " for these credentials, and see that the key's own policy lets its account's roles use it (" + said
                + ")");
    }
}
