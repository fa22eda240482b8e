// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * A table as a user names it: by its name, or by ARN if another account's resource policy allows access. A name has 3
 * to 255 letters, digits, {@code _}, {@code -} and {@code .} (DynamoDB's naming rules).
 */
public record TableName(String given) {
    private static final String NAME = "[0-9A-Za-z_.-]{3,255}";
    private static final Pattern NAME_OR_ARN = Pattern.compile(
            "(?:arn:aws[a-z-]*:dynamodb:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):table/)?(?<name>" + NAME + ")");

    public TableName {
        if (!NAME_OR_ARN.matcher(given).matches()) {
            throw new BadInput(
                    "table",
                    "table must be a name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", or a table's ARN such as"
                            + " arn:aws:dynamodb:eu-west-1:111111111111:table/Orders, got: \"" + given + "\"");
        }
    }

    /**
     * Reads a name or an ARN.
     *
     * @throws BadInput when it is neither
     */
    public static TableName parse(String nameOrArn) {
        return new TableName(nameOrArn);
    }

    public boolean isArn() {
        return account().isPresent();
    }

    /** The table's name, without the rest of an ARN. */
    public String name() {
        return part("name").orElseThrow();
    }

    /** The account in the ARN. */
    public Optional<String> account() {
        return part("account");
    }

    /** The Region in the ARN. */
    public Optional<String> region() {
        return part("region");
    }

    /**
     * Checks that an ARN is in the Region of the environment. A name always is.
     *
     * @throws BadInput when the ARN names another Region
     */
    public void requireRegion(String environment, Region region) {
        region().filter(own -> !own.equals(region.id())).ifPresent(own -> {
            throw new BadInput(
                    "table",
                    "table must lie in the Region of environment " + environment + " (" + region.id() + "), got: \""
                            + given + "\"");
        });
    }

    private Optional<String> part(String group) {
        Matcher matcher = NAME_OR_ARN.matcher(given);
        return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }
}
