// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.Slice;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of one Query, or of one Scan if there is no key condition.
 *
 * @param key the KeyConditionExpression; absent: a Scan
 * @param projection attributes that are wanted; absent: all that the table or index has
 * @param startKey key of the item after which to start
 * @param limit most items to look at; absent: as many as make 1 MB
 */
public record QueryCall(
        Optional<String> index,
        Optional<Expression> key,
        Optional<Filter> filter,
        Optional<Expression> projection,
        SortOrder order,
        boolean isConsistent,
        Optional<Slice> startKey,
        OptionalInt limit) {
    /** By the sort key. */
    public enum SortOrder {
        ASCENDING,
        DESCENDING
    }

    /** A Query of the whole index or table, from its beginning. */
    public static QueryCall of(Optional<String> index, Expression key, ReadOptions options) {
        return new QueryCall(
                index,
                Optional.of(key),
                options.filter(),
                Optional.empty(),
                SortOrder.ASCENDING,
                options.isConsistent(),
                Optional.empty(),
                OptionalInt.empty());
    }

    public QueryCall from(Optional<Slice> newStartKey, OptionalInt newLimit) {
        return new QueryCall(index, key, filter, projection, order, isConsistent, newStartKey, newLimit);
    }

    public QueryCall projecting(Expression newProjection) {
        return new QueryCall(index, key, filter, Optional.of(newProjection), order, isConsistent, startKey, limit);
    }

    String operation() {
        return key.isPresent() ? "Query" : "Scan";
    }

    Body body(String quotedTable, String lastMember) {
        var out = new StringBuilder("{\"TableName\":").append(quotedTable).append(',');
        index.ifPresent(name -> member(out, "IndexName", JsonStrings.quoted(name)));
        key.ifPresent(k -> member(out, "KeyConditionExpression", JsonStrings.quoted(k.text())));
        filter.ifPresent(f -> member(out, "FilterExpression", JsonStrings.quoted(f.expression())));
        projection.ifPresent(p -> member(out, "ProjectionExpression", JsonStrings.quoted(p.text())));
        object(
                out,
                "ExpressionAttributeNames",
                Stream.of(
                        key.map(Expression::nameMembers).orElse(""),
                        filter.map(Filter::nameMembers).orElse(""),
                        projection.map(Expression::nameMembers).orElse("")));
        object(
                out,
                "ExpressionAttributeValues",
                Stream.of(
                        key.map(Expression::valueMembers).orElse(""),
                        filter.map(Filter::valueMembers).orElse("")));
        key.ifPresent(k -> member(out, "ScanIndexForward", String.valueOf(order == SortOrder.ASCENDING)));
        member(out, "ConsistentRead", String.valueOf(isConsistent));
        limit.ifPresent(most -> member(out, "Limit", String.valueOf(most)));
        var body = new Body().add(out.toString());
        startKey.ifPresent(from -> body.add("\"ExclusiveStartKey\":").add(from).add(","));
        return body.add(lastMember + "}");
    }

    private static void member(StringBuilder out, String name, String value) {
        out.append('"').append(name).append("\":").append(value).append(',');
    }

    private static void object(StringBuilder out, String name, Stream<String> members) {
        String joined = members.filter(text -> !text.isEmpty()).collect(Collectors.joining(","));
        if (!joined.isEmpty()) { // DynamoDB refuses an empty one
            member(out, name, "{" + joined + "}");
        }
    }
}
