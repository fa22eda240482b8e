// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.restore;

import dynamofanout.launcher.console.TableCalls;
import dynamofanout.launcher.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Handles the settings that DynamoDB does not restore with a table. Tags, time to live and the stream are set as the
 * original table has them. Settings that cannot be set, and those that only the owner should set, are listed.
 */
final class UnrestoredSettings {
    private static final List<String> OWNERS =
            List.of("alarms", "auto scaling", "the resource policy", "point-in-time recovery", "deletion protection");

    private final TableCalls calls;
    private final List<String> set = new ArrayList<>();
    private final List<String> byHand = new ArrayList<>(OWNERS);

    /** One setting of the original table. */
    @FunctionalInterface
    private interface Setting {
        /** Sets it if the original has it. Answers what was set. */
        Optional<String> take();
    }

    UnrestoredSettings(TableCalls calls) {
        this.calls = calls;
    }

    /** What was set again, one phrase each. */
    List<String> set() {
        return List.copyOf(set);
    }

    /** What the user has to set by hand, if it is wanted. */
    List<String> byHand() {
        return List.copyOf(byHand);
    }

    /** The original table is gone, so its settings are not known. */
    void originalIsGone() {
        byHand.addAll(0, List.of("time to live", "tags", "the stream"));
    }

    void take(TableDescription original, TableDescription restored) {
        DynamoDbClient client = calls.client();
        attempt("tags", () -> tags(client, original, restored));
        attempt("the stream", () -> stream(client, original, restored));
        attempt("time to live", () -> timeToLive(client, original, restored));
    }

    private void attempt(String what, Setting setting) {
        try {
            setting.take().ifPresent(set::add);
        } catch (SdkException failure) {
            byHand.add(0, what + " (" + failure.getMessage() + ")");
        }
    }

    /** Tags that begin with {@code aws:} are the service's own. */
    private static Optional<String> tags(DynamoDbClient client, TableDescription from, TableDescription to) {
        List<Tag> tags = new ArrayList<>();
        String next = "";
        do {
            String token = next;
            var page = client.listTagsOfResource(request -> {
                request.resourceArn(from.tableArn());
                if (!token.isEmpty()) {
                    request.nextToken(token);
                }
            });
            page.tags().stream().filter(tag -> !tag.key().startsWith("aws:")).forEach(tags::add);
            next = Optional.ofNullable(page.nextToken()).orElse("");
        } while (!next.isEmpty());
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        client.tagResource(request -> request.resourceArn(to.tableArn()).tags(tags));
        return Optional.of(Figures.count(tags.size(), "tag", "tags"));
    }

    private static Optional<String> stream(DynamoDbClient client, TableDescription from, TableDescription to) {
        if (!isStreaming(from) || isStreaming(to)) {
            return Optional.empty();
        }
        StreamSpecification stream = from.streamSpecification();
        client.updateTable(request -> request.tableName(to.tableName()).streamSpecification(stream));
        return Optional.of("a stream of " + stream.streamViewTypeAsString() + " (nobody reads it yet)");
    }

    private static boolean isStreaming(TableDescription table) {
        return table.streamSpecification() != null
                && Boolean.TRUE.equals(table.streamSpecification().streamEnabled());
    }

    private static Optional<String> timeToLive(DynamoDbClient client, TableDescription from, TableDescription to) {
        Optional<String> attribute = attribute(client, from.tableName());
        if (attribute.isEmpty() || attribute(client, to.tableName()).isPresent()) {
            return Optional.empty();
        }
        client.updateTimeToLive(request -> request.tableName(to.tableName())
                .timeToLiveSpecification(
                        ttl -> ttl.attributeName(attribute.get()).enabled(true)));
        return Optional.of("time to live on attribute " + attribute.get());
    }

    private static Optional<String> attribute(DynamoDbClient client, String table) {
        TimeToLiveDescription ttl =
                client.describeTimeToLive(request -> request.tableName(table)).timeToLiveDescription();
        boolean isOn = ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        return isOn ? Optional.ofNullable(ttl.attributeName()) : Optional.empty();
    }
}
