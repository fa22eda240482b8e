// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.table.CallFailed.Kind;
import dynamofanout.table.CallFailed.ThrottlingReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ErrorAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, RequestLimitExceeded, THROTTLED",
        "400, ThrottlingException, THROTTLED",
        "400, Throttling, THROTTLED",
        "429, TooManyRequestsException, THROTTLED",
        "429, Whatever, THROTTLED",
        "503, ThrottlingException, THROTTLED",
        "400, ValidationException, REJECTED",
        "400, ItemCollectionSizeLimitExceededException, REJECTED",
        "400, SerializationException, REJECTED",
        "400, ConditionalCheckFailedException, REJECTED",
        "413, RequestEntityTooLarge, REJECTED",
        "500, InternalServerError, TRANSIENT",
        "500, InternalFailure, TRANSIENT",
        "503, ServiceUnavailable, TRANSIENT",
        "500, Whatever, TRANSIENT",
        "400, TransactionConflictException, TRANSIENT",
        "400, TransactionInProgressException, TRANSIENT",
        "400, ReplicatedWriteConflictException, TRANSIENT",
        "400, RequestTimeoutException, TRANSIENT",
        "408, Whatever, TRANSIENT",
        "400, AccessDeniedException, DENIED",
        "400, UnrecognizedClientException, DENIED",
        "400, MissingAuthenticationTokenException, DENIED",
        "400, InvalidSignatureException, DENIED",
        "403, ExpiredTokenException, DENIED",
        "400, ResourceNotFoundException, DENIED",
        "400, SomethingNewException, DENIED",
    })
    void each_code_has_its_kind(int status, String code, Kind kind) {
        CallFailed failure = read(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "Message"})
    void the_services_words_are_kept(String field) {
        CallFailed failure = read(
                400,
                "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"" + field + "\":\"Item size to update"
                        + " has exceeded\"}");

        assertThat(failure.said()).isEqualTo("Item size to update has exceeded");
        assertThat(failure).hasMessage("Scan was answered with ValidationException: Item size to update has exceeded");
    }

    @Test
    void a_code_without_words() {
        assertThat(read(400, "{\"__type\":\"AccessDeniedException\"}"))
                .hasMessage("Scan was answered with AccessDeniedException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingReasons", "throttlingReasons"})
    void the_reasons_of_throttling_are_read(String field) {
        CallFailed failure = read(
                400,
                """
                {"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "%s": [
                  {"reason": "TableWriteKeyRangeThroughputExceeded", "resource": "arn:table/Orders"},
                  {"reason": "IndexWriteProvisionedThroughputExceeded", "resource": "arn:table/Orders/index/ByDay"}]}
                """
                        .formatted(field));

        assertThat(failure.reasons())
                .containsExactly(
                        new ThrottlingReason("TableWriteKeyRangeThroughputExceeded", "arn:table/Orders"),
                        new ThrottlingReason("IndexWriteProvisionedThroughputExceeded", "arn:table/Orders/index/ByDay"))
                .extracting(ThrottlingReason::isOfOnePartition)
                .containsExactly(true, false);
    }

    @ParameterizedTest(name = "{0} with <{1}>")
    @CsvSource({
        "502, <html>Bad Gateway</html>, TRANSIENT",
        "500, , TRANSIENT",
        "504, '{\"message\":\"Endpoint request timed out\"}', TRANSIENT",
        "404, <html>Not Found</html>, TRANSIENT",
        "400, {}, TRANSIENT",
        "400, [], TRANSIENT",
        "307, , TRANSIENT",
        "403, <html>Forbidden</html>, DENIED",
        "413, <html>Too Large</html>, REJECTED",
        "429, , THROTTLED",
    })
    void without_a_code_the_status_speaks(int status, String body, Kind kind) {
        CallFailed failure = read(status, body == null ? "" : body);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException, true",
        "RequestTimeTooSkewed, true",
        "RequestExpired, true",
        "RequestInTheFuture, true",
        "AccessDeniedException, false",
        "ExpiredTokenException, false",
    })
    void a_clock_may_be_the_cause(String code, boolean mayBe) {
        CallFailed failure = read(400, "{\"__type\":\"com.amazon.coral.service#" + code + "\"}");

        assertThat(ErrorAnswer.mayBeSkew(failure)).isEqualTo(mayBe);
    }

    private static CallFailed read(int status, String body) {
        return ErrorAnswer.read("Scan", status, body.getBytes(StandardCharsets.UTF_8));
    }
}
