// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.Environments;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import dynamofanout.table.CallFailed.Kind;
import dynamofanout.table.FakeHttp.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TableClientTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String AN_HOUR_LATER = "Tue, 24 Nov 2026 13:00:00 GMT";
    private static final Answer TAKEN = Answer.of(200, "{\"UnprocessedItems\":{}}");
    private static final Answer BAD_SIGNATURE = Answer.of(
            400,
            "{\"__type\":\"com.amazon.coral.service#InvalidSignatureException\",\"message\":\"Signature expired\"}");
    private static final List<Slice> ITEMS = List.of(Slice.of("{\"id\":{\"S\":\"a\"}}"));

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final FakeHttp http = new FakeHttp(() -> answers.isEmpty() ? TAKEN : answers.remove());
    private final TestClient client = TestClient.over(http).with(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void sends_a_signed_call_of_known_length() {
        client.table("Orders").write(ITEMS, Long.MAX_VALUE);

        var sent = http.sent().get(0);
        assertThat(sent.header("X-Amz-Target")).isEqualTo("DynamoDB_20120810.BatchWriteItem");
        assertThat(sent.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
        assertThat(sent.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(sent.header("Content-Length"))
                .isEqualTo(Integer.toString(Slice.of(sent.body()).length()));
        assertThat(sent.header("X-Amz-Date")).isEqualTo("20261124T120000Z");
        assertThat(sent.header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=test/20261124/eu-west-1/dynamodb/aws4_request,");
    }

    @Test
    void sends_nothing_once_the_lease_has_run_out() {
        ItemTable table = client.with(() -> 100).table("Orders");

        CallFailed failure = failure(() -> table.write(ITEMS, 100));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure).hasMessage("BatchWriteItem was not sent: the worker's lease has run out");
        assertThat(http.sent()).isEmpty();
    }

    @Test
    void sends_before_the_lease_runs_out_even_if_the_nano_clock_overflows() {
        ItemTable table = client.with(() -> Long.MAX_VALUE - 1).table("Orders");

        table.write(ITEMS, Long.MIN_VALUE + 10);

        assertThat(http.sent()).hasSize(1);
    }

    @Test
    void an_answer_that_cannot_be_read_is_a_failure_in_between() {
        answers.add(Answer.of(200, "<html>Sign in</html>"));

        CallFailed failure = failure(() -> client.table("Orders").write(ITEMS, Long.MAX_VALUE));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("Malformed");
        assertThat(failure)
                .hasMessage("BatchWriteItem got an answer that cannot be read: expected { at byte 0")
                .hasCauseInstanceOf(MalformedJson.class);
    }

    @Test
    void a_page_that_was_cut_off_is_a_failure_in_between() {
        answers.add(Answer.of(200, "{\"Items\":[],\"Count\":0,\"Sca"));

        CallFailed failure = failure(
                () -> client.table("Orders").scan(new ScanRange(0, 1), ReadOptions.PLAIN, Optional.empty(), 10));

        assertThat(failure.code()).isEqualTo("Malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"TimeToLiveDescription\":", "[]"})
    void a_description_that_was_cut_off_is_a_failure_in_between(String body) {
        answers.add(Answer.of(200, body));

        CallFailed failure = failure(() -> client.table("Orders").timeToLive());

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure)
                .hasMessage(
                        "DescribeTimeToLive got an answer that cannot be read: an answer is no JSON object at byte 0");
    }

    @Test
    void corrects_its_clock_by_the_services() {
        answers.add(BAD_SIGNATURE.with("Date", AN_HOUR_LATER));
        ItemTable table = client.table("Orders");

        CallFailed failure = failure(() -> table.write(ITEMS, Long.MAX_VALUE));
        table.write(ITEMS, Long.MAX_VALUE);

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("ClockSkew");
        assertThat(failure)
                .hasMessage("BatchWriteItem was answered with InvalidSignatureException: Signature expired"
                        + " (our clock is wrong by 3600 s)");
        assertThat(http.sent())
                .extracting(sent -> sent.header("X-Amz-Date"))
                .containsExactly("20261124T120000Z", "20261124T130000Z");
    }

    @Test
    void a_signature_that_is_wrong_with_the_right_clock_is_denied() {
        answers.add(BAD_SIGNATURE.with("Date", AN_HOUR_LATER));
        answers.add(BAD_SIGNATURE.with("Date", AN_HOUR_LATER));
        ItemTable table = client.table("Orders");

        CallFailed first = failure(() -> table.write(ITEMS, Long.MAX_VALUE));
        CallFailed second = failure(() -> table.write(ITEMS, Long.MAX_VALUE));

        assertThat(first.code()).isEqualTo("ClockSkew");
        assertThat(second.kind()).isEqualTo(Kind.DENIED);
        assertThat(second.code()).isEqualTo("InvalidSignatureException");
    }

    @Test
    void a_wrong_signature_without_a_date_is_denied() {
        answers.add(BAD_SIGNATURE);
        answers.add(BAD_SIGNATURE.with("Date", "yesterday"));
        ItemTable table = client.table("Orders");

        assertThat(failure(() -> table.write(ITEMS, Long.MAX_VALUE)).kind()).isEqualTo(Kind.DENIED);
        assertThat(failure(() -> table.write(ITEMS, Long.MAX_VALUE)).kind()).isEqualTo(Kind.DENIED);
    }

    /** Both were signed with the wrong clock; the one answered second must not be blamed for the correction. */
    @Test
    @Timeout(30)
    void calls_in_flight_while_the_clock_is_corrected_are_worth_another_try() {
        var bothSent = new CountDownLatch(2);
        var skewed = new FakeHttp(() -> {
            await(bothSent);
            return BAD_SIGNATURE.with("Date", AN_HOUR_LATER);
        });
        ItemTable table =
                TestClient.over(skewed).with(Clock.fixed(NOON, ZoneOffset.UTC)).table("Orders");

        var other = CompletableFuture.supplyAsync(() -> failure(() -> table.write(ITEMS, Long.MAX_VALUE)));
        CallFailed mine = failure(() -> table.write(ITEMS, Long.MAX_VALUE));

        assertThat(mine.code()).isEqualTo("ClockSkew");
        assertThat(other.join().code()).isEqualTo("ClockSkew");
    }

    @Test
    void credentials_that_cannot_be_had() {
        ItemTable denied =
                client.with(credentials("[profile base]\nregion = eu-west-1\n")).table("Orders");
        ItemTable passing = client.with(
                        credentials(
                                """
                        [profile base]
                        region = eu-west-1
                        endpoint_url = http://127.0.0.1:1
                        aws_access_key_id = A
                        aws_secret_access_key = secret
                        """))
                .table("Orders");

        CallFailed lasting = failure(denied::describe);
        CallFailed soonOver = failure(passing::describe);

        assertThat(lasting.kind()).isEqualTo(Kind.DENIED);
        assertThat(lasting.code()).isEqualTo("CredentialsUnavailable");
        assertThat(lasting).hasCauseInstanceOf(CredentialFailure.class);
        assertThat(soonOver.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(http.sent()).isEmpty();
    }

    @Test
    void a_defect_of_ours_stays_one() {
        var broken = new FakeHttp(() -> {
            throw new IllegalStateException("a defect");
        });

        assertThatThrownBy(() -> TestClient.over(broken).table("Orders").describe())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
    }

    /** Of a role, for which STS is asked first. */
    private static AwsCredentialsProvider credentials(String profiles) {
        Configuration configuration = Configuration.parse(
                "fanout.json",
                """
                {"environments": {"production": {"account": "111111111111", "region": "eu-west-1", "profile": "base",
                    "roleArn": "arn:aws:iam::111111111111:role/reader", "tables": ["*"]}}}
                """);
        ProfileFile file = ProfileFile.builder()
                .content(profiles)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return new Environments(configuration, () -> file, name -> null)
                .open("production")
                .credentials();
    }

    private static void await(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CallFailed failure(ThrowingCallable call) {
        return catchThrowableOfType(CallFailed.class, call);
    }
}
