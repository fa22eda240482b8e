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
            .toList()),
    /** Backups of it are made before it is written to; nothing in it can be read or changed, and nothing restored. */
    BACK_UP(List.of("dynamodb:CreateBackup", "dynamodb:DescribeBackup", "dynamodb:DescribeContinuousBackups"));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and Stream.toList
    private final List<String> actions;

    TableUse(List<String> actions) {
        this.actions = actions;
    }

    /** In alphabetical order but for those that change something, which come last. */
    public List<String> actions() {
        return actions;
    }

    /** What belongs to the table and is asked for besides, behind the table's ARN. */
    public String besides() {
        return this == BACK_UP ? "/backup/*" : "/index/*";
    }
}
