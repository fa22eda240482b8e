// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A replica of a table: DynamoDB copies every write and deletion to it.
 *
 * @param arn absent if the service does not say; then it has the same name in the same account
 */
public record Replica(String region, Optional<String> arn) {
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:dynamodb:[a-z0-9-]+:(?<account>[0-9]{12}):table/(?<name>[^/]+)");

    /** A replica in the same account, under the same name. */
    public static Replica in(String region) {
        return new Replica(region, Optional.empty());
    }

    /** The account in its ARN. */
    public Optional<String> account() {
        return part("account");
    }

    /** The name in its ARN. */
    public Optional<String> name() {
        return part("name");
    }

    private Optional<String> part(String group) {
        return arn.map(ARN::matcher).filter(Matcher::matches).map(matcher -> matcher.group(group));
    }
}
