package dynamofanout.launcher.query;

import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.environment.Access;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.SessionName;
import dynamofanout.environment.TableName;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.TableCalls;
import dynamofanout.launcher.console.World;
import dynamofanout.query.TableDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A table's whole definition, read with the caller's own credentials.
 *
 * @param description as DynamoDB gave it
 * @param unknown what could not be looked at, and why
 */
public record DefinedTable(TableDefinition definition, TableDescription description, List<String> unknown) {
    private static final SessionName SESSION = new SessionName("fanout-describe");

    public DefinedTable {
        unknown = List.copyOf(unknown);
    }

    /**
     * Reads a table.
     *
     * @throws BadInput if the table is not there, or may not be looked at
     */
    public static DefinedTable read(World world, Configuration configuration, String environment, String table) {
        TableDetails details;
        try (var queries = new LocalQueries(world, configuration)) {
            details = queries.details(environment, table);
        }
        try (Access access = world.environments(configuration)
                        .open(environment, new TableName(table), TableUse.READ, SESSION);
                SdkHttpClient http = world.http().apply(2);
                DynamoDbClient client = TableCalls.client(access, http)) {
            var calls = new TableCalls(access, client);
            TableDescription description = calls.describe(table)
                    .orElseThrow(() -> new BadInput("table " + table + " in " + environment + " has just gone"));
            List<String> unknown = new ArrayList<>();
            return new DefinedTable(
                    TableDefinition.of(description, features(calls, details, description, unknown)),
                    description,
                    unknown);
        }
    }

    private static TableFeatures features(
            TableCalls calls, TableDetails details, TableDescription description, List<String> unknown) {
        if (details.timeToLive().value().isEmpty()) {
            unknown.add("time to live (" + details.timeToLive().why() + ")");
        }
        if (details.isRecoverable().value().isEmpty()) {
            unknown.add("point-in-time recovery (" + details.isRecoverable().why() + ")");
        }
        return new TableFeatures(
                details.timeToLive().value().flatMap(attribute -> attribute),
                details.isRecoverable().value().orElse(false),
                details.settings().isDeletionProtected(),
                details.table().kmsKey(),
                tags(calls, description, unknown));
    }

    /** Tags that begin with {@code aws:} are the service's own, and nobody may set them. */
    private static Map<String, String> tags(TableCalls calls, TableDescription table, List<String> unknown) {
        var tags = new TreeMap<String, String>();
        Optional<String> next = Optional.empty();
        try {
            do {
                String token = next.orElse(null);
                var page = calls.client().listTagsOfResource(request -> request.resourceArn(table.tableArn())
                        .nextToken(token));
                page.tags().stream()
                        .filter(tag -> !tag.key().startsWith("aws:"))
                        .forEach(tag -> tags.put(tag.key(), tag.value()));
                next = Optional.ofNullable(page.nextToken());
            } while (next.isPresent());
        } catch (SdkException failure) {
            unknown.add("tags (" + calls.sentence("ListTagsOfResource", table.tableName(), failure) + ")");
        }
        return tags;
    }
}
