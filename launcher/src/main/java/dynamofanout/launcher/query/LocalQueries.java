package dynamofanout.launcher.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.QueryFailed;
import dynamofanout.launcher.console.World;
import dynamofanout.pace.Waiting;
import dynamofanout.query.AnswerLimits;
import dynamofanout.query.AnswerLimits.Carriage;
import dynamofanout.query.NotAnswered;
import dynamofanout.query.Queries;
import dynamofanout.query.QueryPermissions;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.http.SdkHttpClient;

/** Who answers queries: this process, with the caller's own credentials. */
final class LocalQueries implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAGE = Duration.ofSeconds(5);
    private static final int PAGE_BYTES = 5_500_000;
    private static final int CONNECTIONS = 2;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final World world;
    private final SdkHttpClient http;
    private final ScheduledThreadPoolExecutor timer;
    private final Queries queries;

    LocalQueries(World world, Configuration configuration) {
        this.world = world;
        this.http = world.http().apply(CONNECTIONS);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "timer");
            thread.setDaemon(true);
            return thread;
        });
        var opener =
                new TableOpener(world.environments(configuration), http, timer, world.clock(), world.nanoTime(), CALL);
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
        try {
            return JSON.readTree(queries.answer(InputObject.of("the query", request), Optional.empty(), bounds())
                    .json());
        } catch (NotAnswered refused) {
            throw failure(refused.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer must be JSON", e);
        }
    }

    TableDescription describe(String environment, String table) {
        try {
            return queries.describe(environment, table, bounds());
        } catch (NotAnswered refused) {
            throw failure(refused.json());
        }
    }

    /** What an error means for the command: a fault of the request, or of the moment. */
    static RuntimeException failure(JsonNode error) {
        String sentence = error.path("error").asText();
        int status = error.path("status").asInt();
        boolean isRefused = status == 400 || status == 403 || status == 404;
        return isRefused ? new BadInput(error.path("field").asText(""), sentence) : new QueryFailed(sentence);
    }

    private AnswerLimits bounds() {
        return new AnswerLimits(world.nanoTime().getAsLong() + PAGE.toNanos(), PAGE_BYTES, Carriage.PLAIN);
    }

    @Override
    public void close() {
        queries.close();
        timer.shutdownNow();
        http.close();
    }
}
