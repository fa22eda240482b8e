// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.ItemKey;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that read and write the items of one table, and that describe and back it up. Each method is one call. All
 * throw {@link CallFailed}. Thread-safe.
 */
public final class ItemTable {
    /** Most writes in a BatchWriteItem. */
    public static final int LARGEST_BATCH = 25;

    /** Most keys in a BatchGetItem. */
    public static final int LARGEST_GET = 100;

    private static final String CONSUMED = "\"ReturnConsumedCapacity\":\"TOTAL\"";
    private static final String PUT = "{\"PutRequest\":{\"Item\":";

    private final TableClient client;
    private final String name;
    private final String quotedName;
    private final Slice batchStart;
    private final Slice batchEnd = Slice.of("}}]}," + CONSUMED + "}");
    private final Slice firstPut = Slice.of(PUT);
    private final Slice nextPut = Slice.of("}}," + PUT);

    /** @param name the table's name or ARN, as calls name it */
    public ItemTable(TableClient client, String name) {
        this.client = client;
        this.name = name;
        this.quotedName = JsonStrings.quoted(name);
        this.batchStart = Slice.of("{\"RequestItems\":{" + quotedName + ":[");
    }

    public String name() {
        return name;
    }

    /** The tables of the same account and Region. */
    public AccountTables account() {
        return new AccountTables(client);
    }

    /** The calls that create and set up this table. */
    public TableSetup setup() {
        return new TableSetup(client, name);
    }

    /** DescribeTable. */
    public TableDescription describe() {
        return client.call("DescribeTable", named(), DescribeAnswer::table);
    }

    /** DescribeTable, for the table's settings. */
    public TableSettings settings() {
        return client.call("DescribeTable", named(), DescribeAnswer::settings);
    }

    /** DescribeGlobalTable: the replicas of a global table of version 2017, which DescribeTable does not show. */
    public List<Replica> oldReplicas() {
        return client.call(
                "DescribeGlobalTable",
                new Body().add("{\"GlobalTableName\":" + quotedName + "}"),
                DescribeAnswer::oldReplicas);
    }

    /** DescribeTimeToLive: the attribute with the time of expiry, if TTL is on. */
    public Optional<String> timeToLive() {
        return client.call("DescribeTimeToLive", named(), DescribeAnswer::timeToLive);
    }

    /** DescribeContinuousBackups: whether point-in-time recovery is on, and the service's time. */
    public ContinuousBackups continuousBackups() {
        return client.callDated("DescribeContinuousBackups", named(), DescribeAnswer::continuousBackups);
    }

    /**
     * CreateBackup. Several backups may have the same name.
     *
     * @param backupName 3 to 255 letters, digits, {@code _}, {@code -} and {@code .}
     * @return the backup's ARN
     */
    public String createBackup(String backupName) {
        return client.call(
                "CreateBackup",
                new Body()
                        .add("{\"TableName\":" + quotedName + ",\"BackupName\":" + JsonStrings.quoted(backupName)
                                + "}"),
                DescribeAnswer::backupArn);
    }

    /** DescribeBackup: {@code CREATING}, {@code AVAILABLE} or {@code DELETED}. */
    public String backupStatus(String arn) {
        return client.call(
                "DescribeBackup",
                new Body().add("{\"BackupArn\":" + JsonStrings.quoted(arn) + "}"),
                DescribeAnswer::backupStatus);
    }

    /** A page of the first item of the table, read consistently; none where the table is empty. */
    public Page firstItem() {
        return scan(new ScanRange(0, 1), ReadOptions.CONSISTENT, Optional.empty(), 1);
    }

    /** Scan of one segment from behind {@code startKey}, looking at no more than {@code limit} items. */
    public Page scan(ScanRange range, ReadOptions options, Optional<Slice> startKey, int limit) {
        var body = new Body()
                .add("{\"TableName\":" + quotedName + ",\"Segment\":" + range.segment() + ",\"TotalSegments\":"
                        + range.total() + ",\"Limit\":" + limit + "," + options.members());
        startKey.ifPresent(key -> body.add("\"ExclusiveStartKey\":").add(key).add(","));
        return client.call("Scan", body.add(CONSUMED + "}"), Page::parse);
    }

    /** Query that returns only the item with this key, so that a filter applies to it. */
    public Page queryKey(ItemKey key, ReadOptions options) {
        return client.call("Query", new Body().add(KeyQuery.body(quotedName, key, options, CONSUMED)), Page::parse);
    }

    /** Query, or Scan if there is no key condition. */
    public Page query(QueryCall query) {
        return client.call(query.operation(), query.body(quotedName, CONSUMED), Page::parse);
    }

    /** Query or Scan that returns the number of items instead of items. */
    public CountAnswer count(QueryCall query) {
        return client.call(
                query.operation(), query.body(quotedName, "\"Select\":\"COUNT\"," + CONSUMED), CountAnswer::parse);
    }

    /**
     * BatchWriteItem of puts. The items must have different keys.
     *
     * @param sendBefore value of the nano clock after which nothing may be sent
     */
    public WriteAnswer write(List<Slice> items, long sendBefore) {
        var body = new Body().add(batchStart).add(firstPut);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                body.add(nextPut);
            }
            body.add(items.get(i));
        }
        return client.call("BatchWriteItem", body.add(batchEnd), sendBefore, WriteAnswer::parse);
    }

    /**
     * PutItem on the condition that the table has no item with this key.
     *
     * @param sendBefore value of the nano clock after which nothing may be sent
     * @throws CallFailed for any failure, a false condition included
     */
    public WriteAnswer putIfAbsent(Slice item, KeySchema key, long sendBefore) {
        String attribute = JsonStrings.quoted(key.partition().get(0).name());
        var body = new Body()
                .add("{\"TableName\":" + quotedName + ",\"Item\":")
                .add(item)
                .add(",\"ConditionExpression\":\"attribute_not_exists(#key)\",\"ExpressionAttributeNames\":{\"#key\":"
                        + attribute + "}," + CONSUMED + "}");
        return client.call("PutItem", body, sendBefore, WriteAnswer::parseSingle);
    }

    /**
     * DeleteItem on the condition that the item in the table is unchanged. At most {@value Deletion#MOST_CONDITIONS}
     * attributes are compared, because an expression has at most 300 operators.
     *
     * @param sendBefore value of the nano clock after which nothing may be sent
     * @throws CallFailed for any failure, a false condition included
     */
    public WriteAnswer deleteIfSame(Slice item, KeySchema key, long sendBefore) {
        return client.call(
                "DeleteItem",
                new Body().add(Deletion.body(quotedName, item, key, CONSUMED)),
                sendBefore,
                WriteAnswer::parseSingle);
    }

    /** Size of a {@link #write} request with one item, in bytes, without the item itself. */
    public static int overheadBytes() {
        return PUT.length() + 3;
    }

    /** BatchGetItem of at most {@value #LARGEST_GET} different keys, strongly consistent. */
    public GetAnswer get(List<ItemKey> keys) {
        return get(keys, ReadOptions.CONSISTENT);
    }

    /**
     * BatchGetItem of at most {@value #LARGEST_GET} different keys. BatchGetItem has no filter, so the filter of the
     * options is ignored.
     */
    public GetAnswer get(List<ItemKey> keys, ReadOptions options) {
        List<String> texts = new ArrayList<>();
        keys.forEach(key -> texts.add(key.json()));
        return client.call(
                "BatchGetItem",
                new Body()
                        .add("{\"RequestItems\":{" + quotedName + ":{\"ConsistentRead\":" + options.isConsistent()
                                + ",\"Keys\":[" + String.join(",", texts) + "]}}," + CONSUMED + "}"),
                GetAnswer::parse);
    }

    private Body named() {
        return new Body().add("{\"TableName\":" + quotedName + "}");
    }
}
