// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a table is opened for, with the DynamoDB actions that this needs. Roles and session policies allow no other
 * actions.
 */
public enum TableUse {
    /** It is described and read. Nothing in it can be changed. */
    READ(
            List.of(
                    "dynamodb:BatchGetItem",
                    "dynamodb:DescribeGlobalTable",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:Query",
                    "dynamodb:Scan"),
            List.of("kms:Decrypt")),
    /** It is described and written to. */
    WRITE(
            Stream.concat(
                            READ.actions.stream(),
                            Stream.of("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem"))
                    .toList(),
            KeyUse.OF_WRITERS),
    /**
     * Backups of it are made before it is written to. Its items cannot be read or changed, and nothing can be restored.
     */
    BACK_UP(
            List.of("dynamodb:CreateBackup", "dynamodb:DescribeBackup", "dynamodb:DescribeContinuousBackups"),
            KeyUse.OF_WRITERS),
    /** Its definition is read to create a similar table. Its items cannot be read or changed. */
    DEFINE(
            List.of(
                    "dynamodb:DescribeContributorInsights",
                    "dynamodb:DescribeKinesisStreamingDestination",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:GetResourcePolicy",
                    "dynamodb:ListTagsOfResource"),
            List.of("kms:Decrypt")),
    /** It is created, and set up after it was filled. Its items cannot be read or changed. */
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

    /** DynamoDB needs this permission once, when a table is created that the key encrypts. */
    public static final String GRANT = "kms:CreateGrant";

    /** What DynamoDB does with a customer managed key in its caller's name. */
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

    /** The actions in alphabetical order, except that those which change something come last. */
    public List<String> actions() {
        return actions;
    }

    /** The actions on the table's customer managed key, if it has one. They are only allowed by way of DynamoDB. */
    public List<String> keyActions() {
        return keyActions;
    }

    /** DynamoDB's name in a Region, for the condition {@code kms:ViaService}. */
    public static String viaService(String region) {
        return "dynamodb." + region + ".amazonaws.com";
    }

    /**
     * ARN of a global table of version 2017, which has no Region. Only DescribeGlobalTable is called on it.
     *
     * @param name of the table, {@code *} for all
     */
    public static String globalTableArn(String region, String account, String name) {
        return "arn:" + Partition.of(region) + ":dynamodb::" + account + ":global-table/" + name;
    }

    /** Whether it changes nothing. */
    public boolean isReading() {
        return this == READ || this == DEFINE;
    }

    /** What to append to the table's ARN for the parts of the table that this use also needs: backups or indexes. */
    public String besides() {
        return this == BACK_UP ? "/backup/*" : "/index/*";
    }
}
