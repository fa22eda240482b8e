// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Answers about tables: whatever its name, a table is there, active, on demand and without indexes. */
final class Descriptions {
    private static final String REGION = "us-east-1";
    /** 2025-01-01T00:00:00Z, in seconds. */
    private static final long CREATED = 1_735_689_600L;

    private final ItemStore items;

    Descriptions(ItemStore items) {
        this.items = items;
    }

    static String arn(RequestHead head, String table) {
        return "arn:aws:dynamodb:" + REGION + ":" + head.account() + ":table/" + table;
    }

    Answer table(RequestHead head, String body) {
        String table = Scans.tableName(body);
        String arn = arn(head, table);
        long count = head.isTarget() ? 0 : items.count();
        UUID id = UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8));
        return Answer.ok(
                """
                {"Table":{"TableName":"%s","TableArn":"%s","TableId":"%s","TableStatus":"ACTIVE",\
                "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
                {"AttributeName":"sk","AttributeType":"N"}],\
                "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],\
                "CreationDateTime":%d.0,"ItemCount":%d,"TableSizeBytes":%d,\
                "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST","LastUpdateToPayPerRequestDateTime":%d.0},\
                "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0},\
                "DeletionProtectionEnabled":false}}"""
                        .formatted(table, arn, id, CREATED, count, count * items.itemSizeBytes(), CREATED));
    }

    Answer timeToLive() {
        return Answer.ok("{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"DISABLED\"}}");
    }

    Answer continuousBackups() {
        return Answer.ok("{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"ENABLED\","
                + "\"EarliestRestorableDateTime\":" + CREATED + ".0,\"LatestRestorableDateTime\":"
                + (System.currentTimeMillis() / 1000 - 300) + ".0}}}");
    }

    /** What STS says when a client asks who it is: a profile's endpoint_url holds for all services. */
    Answer callerIdentity(RequestHead head) {
        String xml =
                """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>arn:aws:iam::%1$s:user/bench</Arn><UserId>BENCH</UserId><Account>%1$s</Account>\
                </GetCallerIdentityResult><ResponseMetadata><RequestId>BENCHSTUB</RequestId></ResponseMetadata>\
                </GetCallerIdentityResponse>"""
                        .formatted(head.account());
        return new Answer(200, "text/xml", List.of(Answer.bytes(xml)));
    }
}
