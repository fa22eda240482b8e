// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.query.AskedTables;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** The query function as Lambda invokes it: directly, and by its URL. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@NullUnmarked // fixtures are opened before all tests, items have what the test put into them
class QueryHandlerIT {
    private static final AskedTables TABLES = new AskedTables();
    private static final List<String> LOG = new ArrayList<>();
    private static final QueryHandler HANDLER = handler(TABLES.http());
    private static final Path EVENTS = Path.of("..", "events");
    private static final String PARTITION =
            "{\"environment\": \"production\", \"table\": \"Orders\", \"partitionKey\": {\"customerId\": \"C-17\"}}";

    @BeforeAll
    static void fill() {
        TABLES.table("Orders", "customerId:S", "orderDate:S")
                .global("ByStatus", ProjectionType.ALL, 1, "status:S", "total:N")
                .create();
        for (int i = 0; i < 6; i++) {
            TABLES.put(
                    "Orders",
                    Map.of(
                            "customerId", AttributeValue.fromS("C-17"),
                            "orderDate", AttributeValue.fromS("2026-01-0" + (i + 1)),
                            "status", AttributeValue.fromS(i < 2 ? "OPEN" : "DONE"),
                            "total", AttributeValue.fromN(i == 0 ? "17.5" : "9" + i),
                            "address", AttributeValue.fromM(Map.of("city", AttributeValue.fromS("Wien")))));
        }
    }

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    static Stream<String> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("query-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void answers_every_event_that_is_there_to_be_pasted(String event) throws IOException {
        JsonNode answer = invoke("live-production", Files.readString(EVENTS.resolve(event)));

        JsonNode page = answer.has("statusCode") ? tree(answer.path("body").asText()) : answer;
        assertThat(page.path("count").asInt()).as("%s: %s", event, answer).isPositive();
    }

    @Test
    void has_no_log_of_what_it_answers() {
        LOG.clear();

        invoke("live-production", PARTITION);

        assertThat(LOG).isEmpty();
    }

    @Test
    void answers_items_in_both_formats() throws IOException {
        JsonNode plain = invoke("live-production", Files.readString(EVENTS.resolve("query-index.json")));
        JsonNode typed = invoke("live-production", Files.readString(EVENTS.resolve("query-filter-expression.json")));

        assertThat(plain.path("items").get(0).path("total").decimalValue()).isEqualTo("17.5");
        assertThat(typed.path("items").get(0).path("total")).hasToString("{\"N\":\"17.5\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "live-development, 'environment must be development, since the function was invoked by its alias, got: \"production\"'",
        "live, 'the function must be invoked by the alias of an environment, such as live-production, got: \"live\"'",
        "'', 'the function must be invoked by the alias of an environment, such as live-production, got: none'",
        "$LATEST, 'the function must be invoked by the alias of an environment, such as live-production, got: \"$LATEST\"'"
    })
    void answers_only_for_the_environment_of_its_alias(String qualifier, String sentence) {
        JsonNode answer = invoke(qualifier, PARTITION);

        assertThat(answer.path("status").asInt()).isEqualTo(403);
        assertThat(answer.path("error").asText()).isEqualTo(sentence);
        assertThat(answer.path("field").asText()).isEqualTo("environment");
    }

    @Test
    void answers_errors_as_json_with_their_status() {
        JsonNode noJson = invoke("live-production", "{\"environment\": ");
        JsonNode noTable = invoke("live-production", PARTITION.replace("Orders", "OrdersLost"));
        JsonNode noKey = invoke("live-production", PARTITION.replace("customerId", "status"));

        assertThat(noJson.path("status").asInt()).isEqualTo(400);
        assertThat(noTable)
                .hasToString("{\"status\":404,\"error\":\"table OrdersLost in production does not exist (Region"
                        + " eu-west-1)\",\"field\":\"table\"}");
        assertThat(noKey)
                .hasToString("{\"status\":400,\"error\":\"status is no key of Orders; index ByStatus has it (keys of"
                        + " Orders: customerId (S), orderDate (S))\",\"field\":\"partitionKey.status\"}");
    }

    @Test
    void answers_by_url_as_api_gateway_has_it() throws JsonProcessingException {
        JsonNode answer = invoke("live-production", url("POST", PARTITION, false));
        JsonNode encoded = invoke("live-production", url("POST", PARTITION, true));
        JsonNode refused = invoke("live-development", url("POST", PARTITION, false));
        JsonNode get = invoke("live-production", url("GET", "", false));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("headers").path("content-type").asText()).isEqualTo("application/json");
        assertThat(tree(answer.path("body").asText()).path("items")).hasSize(6);
        assertThat(encoded).isEqualTo(answer);
        assertThat(refused.path("statusCode").asInt()).isEqualTo(403);
        assertThat(tree(refused.path("body").asText()).path("status").asInt()).isEqualTo(403);
        assertThat(get.path("statusCode").asInt()).isEqualTo(400);
        assertThat(tree(get.path("body").asText()).path("error").asText())
                .isEqualTo("a query must be a POST with the request as its body, got: GET without a body");
    }

    @Test
    void stays_below_what_lambda_takes_even_by_url() throws JsonProcessingException {
        TABLES.table("OrdersOfBytes", "id:S", "n:N").create();
        for (int i = 0; i < 12; i++) {
            TABLES.put(
                    "OrdersOfBytes",
                    Map.of(
                            "id", AttributeValue.fromS("x"),
                            "n", AttributeValue.fromN("" + i),
                            "text", AttributeValue.fromS("\u0001\"".repeat(80_000))));
        }
        String request =
                "{\"environment\": \"production\", \"table\": \"OrdersOfBytes\", \"partitionKey\": {\"id\": \"x\"}}";

        String direct = text(HANDLER, "live-production", request);
        String byUrl = text(HANDLER, "live-production", url("POST", request, false));

        assertThat(direct.length()).isBetween(4_000_000, 6_000_000);
        assertThat(byUrl.length()).isBetween(4_000_000, 6_000_000);
    }

    @Test
    void says_nothing_of_what_it_did_not_foresee_but_logs_where() {
        LOG.clear();
        QueryHandler broken = handler(new FaultyHttp(TABLES.http(), (operation, request) -> {
            throw new IllegalStateException("an item: C-17");
        }));

        JsonNode answer = tree(text(broken, "live-production", PARTITION));

        assertThat(answer)
                .hasToString("{\"status\":500,\"error\":\"the query failed; the function's log says where\"}");
        assertThat(LOG).hasSize(2);
        assertThat(LOG.get(0))
                .contains(
                        "\"message\":\"query failed: java.lang.IllegalStateException at dynamofanout.functions.QueryHandlerIT")
                .doesNotContain("C-17");
        assertThat(tree(LOG.get(1)).path("QueryErrors").asInt()).isEqualTo(1);
    }

    @Test
    void rehearses_before_a_snapshot_and_opens_everything_anew_after_it() {
        List<String> operations = new ArrayList<>();
        List<QueryDeployment> opened = new ArrayList<>();
        var handler = new QueryHandler(() -> {
            QueryDeployment around = deployment(new FaultyHttp(TABLES.http(), (operation, request) -> {
                operations.add(operation);
                return Fault.NONE;
            }));
            opened.add(around);
            return around;
        });

        handler.beforeCheckpoint(null);
        handler.afterRestore(null);
        JsonNode answer = tree(text(handler, "live-production", PARTITION));

        assertThat(opened).hasSize(2);
        assertThat(operations).containsExactly("DescribeTable", "DescribeTable", "DescribeTable", "Query");
        assertThat(answer.path("count").asInt()).isEqualTo(6);
    }

    private static QueryHandler handler(SdkHttpClient http) {
        return new QueryHandler(() -> deployment(http));
    }

    private static QueryDeployment deployment(SdkHttpClient http) {
        return new QueryDeployment(
                TABLES.configuration(),
                TABLES.opener(http),
                System::nanoTime,
                () -> 0.5,
                QueryDeployment.log(TABLES.configuration(), LOG::add));
    }

    private static JsonNode invoke(String qualifier, String event) {
        return tree(text(HANDLER, qualifier, event));
    }

    private static String text(QueryHandler handler, String qualifier, String event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    out,
                    new TimeLeft(
                            "arn:aws:lambda:eu-west-1:999999999999:function:fanout-query"
                                    + (qualifier.isEmpty() ? "" : ":" + qualifier),
                            Duration.ofSeconds(30)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String url(String method, String body, boolean isEncoded) throws JsonProcessingException {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath("/")
                .withHeaders(Map.of("content-type", "application/json"))
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath("/")
                                .build())
                        .build())
                .withBody(isEncoded ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) : body)
                .withIsBase64Encoded(isEncoded)
                .build();
        return new JsonMapper().writeValueAsString(event);
    }

    private static JsonNode tree(String json) {
        return AskedTables.tree(json);
    }
}
