// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import dynamofanout.definition.CopiedTags;
import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.World;
import dynamofanout.query.TableDetails;
import dynamofanout.table.CallFailed;
import dynamofanout.table.CallSentence;
import dynamofanout.table.OpenTable;
import dynamofanout.table.RawDescription;
import dynamofanout.table.TableConnections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole definition of a table, read with the user's own credentials.
 *
 * @param description as DynamoDB gave it
 * @param unknown what could not be looked at, and why
 */
public record DefinedTable(TableDefinition definition, RawDescription description, List<String> unknown) {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;

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
        try (var connections =
                new TableConnections(world.http().apply(CONNECTIONS), world.clock(), world.nanoTime(), CALL)) {
            OpenTable opened = connections
                    .opener(world.environments(configuration))
                    .inSession("describe")
                    .open(environment, table, TableUse.DEFINE);
            RawDescription described = describe(opened);
            List<String> unknown = new ArrayList<>();
            return new DefinedTable(
                    TableDefinition.of(described.json(), features(opened, details, described, unknown)),
                    described,
                    unknown);
        }
    }

    private static RawDescription describe(OpenTable table) {
        try {
            return table.items().setup().describe();
        } catch (CallFailed failure) {
            throw new BadInput(CallSentence.of("DescribeTable", table, () -> "it has just gone", failure));
        }
    }

    private static TableFeatures features(
            OpenTable table, TableDetails details, RawDescription described, List<String> unknown) {
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
                tags(table, described, unknown));
    }

    private static Map<String, String> tags(OpenTable table, RawDescription described, List<String> unknown) {
        try {
            return CopiedTags.of(table.items().setup().tags(described.table().arn()));
        } catch (CallFailed failure) {
            unknown.add(
                    "tags (" + CallSentence.of("ListTagsOfResource", table, () -> "it has just gone", failure) + ")");
            return Map.of();
        }
    }
}
