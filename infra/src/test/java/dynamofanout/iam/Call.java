// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A call that is allowed or not.
 *
 * @param action for example {@code dynamodb:Scan}
 * @param resource ARN
 * @param context condition keys, in lower case, and their values
 */
public record Call(String action, String resource, Map<String, String> context) {
    public Call {
        context = Map.copyOf(context);
    }

    public static Call of(String action, String resource) {
        return new Call(action, resource, Map.of());
    }

    public Call with(String key, String value) {
        Map<String, String> more = new HashMap<>(context);
        more.put(key.toLowerCase(Locale.ROOT), value);
        return new Call(action, resource, more);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(context.get(key.toLowerCase(Locale.ROOT)));
    }
}
