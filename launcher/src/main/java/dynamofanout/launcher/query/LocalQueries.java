// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.ItemJson;
import dynamofanout.launcher.console.QueryFailed;
import dynamofanout.launcher.console.World;
import dynamofanout.pace.Waiting;
import dynamofanout.query.Answer;
import dynamofanout.query.AnswerLimits;
import dynamofanout.query.AnswerLimits.Carriage;
import dynamofanout.query.NotAnswered;
import dynamofanout.query.Queries;
import dynamofanout.query.QueryPermissions;
import dynamofanout.query.TableDetails;
import dynamofanout.query.TableLook;
import dynamofanout.table.TableConnections;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers queries in this process, with the user's own credentials. */
public final class LocalQueries implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration LISTING = Duration.ofMinutes(1);
    private static final Duration PAGE = Duration.ofSeconds(5);
    private static final int PAGE_BYTES = 5_500_000;
    private static final int CONNECTIONS = 8;

    private final World world;
    private final TableConnections connections;
    private final Queries queries;

    public LocalQueries(World world, Configuration configuration) {
        this.world = world;
        this.connections = new TableConnections(world.http().apply(CONNECTIONS), world.clock(), world.nanoTime(), CALL);
        TableOpener opener = connections.opener(world.environments(configuration));
        this.queries = new Queries(
                QueryPermissions.own(configuration), opener, world.nanoTime(), world.chance(), Waiting.REAL);
    }

    /**
     * One page, as the query function would answer it.
     *
     * @throws BadInput if it is refused
     * @throws QueryFailed if it is not answered now
     */
    JsonNode ask(ObjectNode request) {
        return tree(() -> queries.answer(InputObject.of("the query", request), Optional.empty(), bounds()));
    }

    /**
     * One page of all items.
     *
     * @param mostReads calls for this page, each of which reads 1 MB at most
     */
    JsonNode scan(ObjectNode request, int mostReads) {
        long end = world.nanoTime().getAsLong() + PAGE.toNanos();
        return tree(() -> queries.scan(
                InputObject.of("the scan", request), new AnswerLimits(end, PAGE_BYTES, mostReads, Carriage.PLAIN)));
    }

    private static JsonNode tree(Supplier<Answer> question) {
        try {
            return ItemJson.mapper().readTree(question.get().json());
        } catch (NotAnswered refused) {
            throw failure(refused);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer must be JSON", e);
        }
    }

    TableDescription describe(String environment, String table) {
        try {
            return queries.describe(environment, table, bounds());
        } catch (NotAnswered refused) {
            throw failure(refused);
        }
    }

    /** The source table of a copy's request, if it can be looked at with the caller's own credentials. */
    public static Optional<TableDescription> source(World world, Optional<Path> configurationFile, ObjectNode request) {
        JsonNode source = request.path("source");
        try (var door = new LocalQueries(world, world.configuration(configurationFile))) {
            return Optional.of(door.describe(
                    source.path("environment").asText(), source.path("table").asText()));
        } catch (BadInput | QueryFailed notFromHere) {
            return Optional.empty();
        }
    }

    /**
     * All that can be found out about a table.
     *
     * @throws BadInput if it is refused
     * @throws QueryFailed if it is not answered now
     */
    public TableDetails details(String environment, String table) {
        try {
            return queries.details(environment, table, bounds());
        } catch (NotAnswered refused) {
            throw failure(refused);
        }
    }

    /** The tables of an environment: those that fanout.json lists for it. */
    public List<TableLook> tables(String environment, Optional<String> pattern) {
        long end = world.nanoTime().getAsLong() + LISTING.toNanos();
        try {
            return queries.tables(environment, pattern, new AnswerLimits(end, PAGE_BYTES, Carriage.PLAIN), CONNECTIONS);
        } catch (NotAnswered refused) {
            throw failure(refused);
        }
    }

    /** Turns an error into the command's exception: the request is wrong, or it failed just now. */
    static RuntimeException failure(NotAnswered refused) {
        String sentence = String.valueOf(refused.getMessage());
        return refused.status().isRefusal()
                ? new BadInput(refused.field().orElse(""), sentence)
                : new QueryFailed(sentence);
    }

    private AnswerLimits bounds() {
        return new AnswerLimits(world.nanoTime().getAsLong() + PAGE.toNanos(), PAGE_BYTES, Carriage.PLAIN);
    }

    @Override
    public void close() {
        queries.close();
        connections.close();
    }
}
