package dynamofanout.environment;

import java.util.List;
import java.util.stream.Stream;

/** What a table is opened for, and which of DynamoDB's actions that takes: roles and session policies name no others. */
public enum TableUse {
    /** It is looked at and read from; nothing in it can be changed. */
    READ(
            List.of(
                    "dynamodb:BatchGetItem",
                    "dynamodb:DescribeGlobalTable",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:Query",
                    "dynamodb:Scan"),
            List.of("kms:Decrypt")),
    /** It is looked at and written to. */
    WRITE(
            Stream.concat(
                            READ.actions.stream(),
                            Stream.of("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem"))
                    .toList(),
            KeyUse.OF_WRITERS),
    /** Backups of it are made before it is written to; nothing in it can be read or changed, and nothing restored. */
    BACK_UP(
            List.of("dynamodb:CreateBackup", "dynamodb:DescribeBackup", "dynamodb:DescribeContinuousBackups"),
            KeyUse.OF_WRITERS),
    /** Another table is made after it; nothing in it can be read or changed. */
    DEFINE(
            List.of(
                    "dynamodb:DescribeContributorInsights",
                    "dynamodb:DescribeKinesisStreamingDestination",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:GetResourcePolicy",
                    "dynamodb:ListTagsOfResource"),
            List.of("kms:Decrypt")),
    /** It is created, and set up once it holds its items; nothing in it can be read or changed. */
    CREATE(
            List.of(
                    "dynamodb:DescribeContinuousBackups",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:ListTagsOfResource",
                    "dynamodb:CreateTable",
                    "dynamodb:TagResource",
                    "dynamodb:UpdateContinuousBackups",
                    "dynamodb:UpdateTimeToLive"),
            Stream.concat(KeyUse.OF_WRITERS.stream(), Stream.of(TableUse.GRANT)).toList());

    /** What DynamoDB needs of a key once, when a table is created that the key encrypts. */
    public static final String GRANT = "kms:CreateGrant";

    /** What DynamoDB does with a customer managed key in the name of whoever calls it. */
    private static final class KeyUse {
        static final List<String> OF_WRITERS =
                List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*");
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and Stream.toList
    private final List<String> actions;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keyActions;

    TableUse(List<String> actions, List<String> keyActions) {
        this.actions = actions;
        this.keyActions = keyActions;
    }

    /** In alphabetical order but for those that change something, which come last. */
    public List<String> actions() {
        return actions;
    }

    /** What it takes of the table's key where that is a customer managed one; only by way of DynamoDB. */
    public List<String> keyActions() {
        return keyActions;
    }

    /** How KMS names DynamoDB in a Region, in the condition {@code kms:ViaService}. */
    public static String viaService(String region) {
        return "dynamodb." + region + ".amazonaws.com";
    }

    /**
     * How IAM names the global tables of 2017 of an account, which have no Region. DescribeGlobalTable is all that is asked
     * of them.
     *
     * @param name of the table, {@code *} for all
     */
    public static String globalTableArn(String region, String account, String name) {
        return "arn:" + Partition.of(region) + ":dynamodb::" + account + ":global-table/" + name;
    }

    /** Whether nothing can be changed by it. */
    public boolean isReading() {
        return this == READ || this == DEFINE;
    }

    /** What belongs to the table and is asked for besides, behind the table's ARN. */
    public String besides() {
        return this == BACK_UP ? "/backup/*" : "/index/*";
    }
}
