package dynamofanout.environment;

import java.util.List;
import java.util.stream.Stream;

/** What a table is opened for, and which of DynamoDB's actions that takes: roles and session policies name no others. */
public enum TableUse {
    /** It is looked at and read from; nothing in it can be changed. */
    READ(List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:DescribeTable",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:Query",
            "dynamodb:Scan")),
    /** It is looked at and written to. */
    WRITE(Stream.concat(
                    READ.actions.stream(),
                    Stream.of("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem"))
            .toList());

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and Stream.toList
    private final List<String> actions;

    TableUse(List<String> actions) {
        this.actions = actions;
    }

    /** In alphabetical order but for those that change something, which come last. */
    public List<String> actions() {
        return actions;
    }
}
