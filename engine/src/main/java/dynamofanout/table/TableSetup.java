// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.Slice;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The calls that create a table, set it up and read its definition. All throw {@link CallFailed}. Thread-safe. */
public final class TableSetup {
    private final TableClient client;
    private final String quotedName;

    TableSetup(TableClient client, String name) {
        this.client = client;
        this.quotedName = JsonStrings.quoted(name);
    }

    /** DescribeTable. */
    public RawDescription describe() {
        return call("DescribeTable", named(""), tree -> RawDescription.of(tree.path("Table")));
    }

    /** DescribeTable; empty if the table does not exist. */
    public Optional<RawDescription> find() {
        try {
            return Optional.of(describe());
        } catch (CallFailed failure) {
            if (failure.isTableMissing()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * CreateTable.
     *
     * @param request the complete request
     */
    public RawDescription create(JsonNode request) {
        return call("CreateTable", request.toString(), tree -> RawDescription.of(tree.path("TableDescription")));
    }

    /** ListTagsOfResource, all pages. */
    public Map<String, String> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        Optional<String> next = Optional.empty();
        do {
            String after = next.map(token -> ",\"NextToken\":" + JsonStrings.quoted(token))
                    .orElse("");
            next = call("ListTagsOfResource", "{\"ResourceArn\":" + JsonStrings.quoted(arn) + after + "}", tree -> {
                tree.path("Tags")
                        .forEach(tag -> tags.put(
                                tag.path("Key").asText(), tag.path("Value").asText()));
                return Optional.ofNullable(tree.path("NextToken").textValue());
            });
        } while (next.isPresent());
        return tags;
    }

    /** UpdateTimeToLive. DynamoDB refuses it if TTL is on already. */
    public void enableTimeToLive(String attribute) {
        call(
                "UpdateTimeToLive",
                named(",\"TimeToLiveSpecification\":{\"Enabled\":true,\"AttributeName\":"
                        + JsonStrings.quoted(attribute) + "}"),
                tree -> tree);
    }

    /** UpdateContinuousBackups: switches point-in-time recovery on. */
    public void enableRecovery() {
        call(
                "UpdateContinuousBackups",
                named(",\"PointInTimeRecoverySpecification\":{\"PointInTimeRecoveryEnabled\":true}"),
                tree -> tree);
    }

    /** GetResourcePolicy: whether the table has one. */
    public boolean hasResourcePolicy(String arn) {
        try {
            call("GetResourcePolicy", "{\"ResourceArn\":" + JsonStrings.quoted(arn) + "}", tree -> tree);
            return true;
        } catch (CallFailed failure) {
            if (failure.code().equals("PolicyNotFoundException")) {
                return false;
            }
            throw failure;
        }
    }

    /** DescribeKinesisStreamingDestination: ARN of the stream that receives the table's changes. */
    public Optional<String> kinesisStream() {
        return call("DescribeKinesisStreamingDestination", named(""), tree -> StreamSupport.stream(
                        tree.path("KinesisDataStreamDestinations").spliterator(), false)
                .filter(destination ->
                        destination.path("DestinationStatus").asText().equals("ACTIVE"))
                .map(destination -> destination.path("StreamArn").asText())
                .findFirst());
    }

    /** DescribeContributorInsights: whether they are on. */
    public boolean hasContributorInsights() {
        return call("DescribeContributorInsights", named(""), tree -> tree.path("ContributorInsightsStatus")
                .asText()
                .equals("ENABLED"));
    }

    private <R> R call(String operation, String body, Function<JsonNode, R> reader) {
        return client.call(
                operation, new Body().add(body), (Slice answer) -> reader.apply(DescribeAnswer.tree(answer)));
    }

    private String named(String more) {
        return "{\"TableName\":" + quotedName + more + "}";
    }
}
