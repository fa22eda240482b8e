// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.EndpointUrl;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import dynamofanout.network.NetworkFailure;
import dynamofanout.table.CallFailed.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Sends calls to DynamoDB (JSON 1.0) and returns the bytes of the answers. It checks the length, {@code x-amz-crc32}
 * and the status of each answer. It never retries, because only the engine knows what a second try costs. Every call
 * ends within its time limit, whatever the other side does (the connection is aborted). Thread-safe.
 */
public final class TableClient {
    /** A page has at most 1 MB of items. With escapes and type tags it is at most about 6 MB of JSON. */
    private static final int LARGEST_ANSWER = 64 << 20;

    private final SdkHttpClient http;
    private final Connection connection;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** How far the service's clock is ahead of ours. */
    private volatile Duration skew = Duration.ZERO;

    /**
     * Where calls are sent, and with which credentials.
     *
     * @param endpoint the endpoint for the given credentials (an account may have its own)
     * @param bound the longest that one call may take, from connecting to the last byte
     */
    public record Connection(
            Function<AwsCredentialsIdentity, URI> endpoint,
            AwsCredentialsProvider credentials,
            String region,
            Duration bound) {}

    public TableClient(
            SdkHttpClient http,
            Connection connection,
            ScheduledExecutorService timer,
            Clock clock,
            LongSupplier nanoTime) {
        this.http = http;
        this.connection = connection;
        this.timer = timer;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** @throws CallFailed for any failure, including an answer that {@code reader} cannot read */
    <R> R call(String operation, Body body, Function<Slice, R> reader) {
        return call(operation, body, Long.MAX_VALUE, reader);
    }

    /**
     * @param sendBefore value of the nano clock after which the call must not be sent; Long.MAX_VALUE: no limit
     * @throws CallFailed for any failure, including an answer that {@code reader} cannot read
     */
    <R> R call(String operation, Body body, long sendBefore, Function<Slice, R> reader) {
        return read(operation, send(operation, body, sendBefore), reader);
    }

    /**
     * A call whose reader also needs the service's time.
     *
     * @param reader is given the answer and the time, to the second
     */
    <R> R callDated(String operation, Body body, BiFunction<Slice, Instant, R> reader) {
        Answer answer = send(operation, body, Long.MAX_VALUE);
        Instant date = answer.date()
                .orElseThrow(() -> broken(
                        "Undated", operation + " was answered without a date", new IOException("no Date header")));
        return read(operation, answer, slice -> reader.apply(slice, date));
    }

    private Answer send(String operation, Body body, long sendBefore) {
        Duration skewWhenSigned = skew;
        SignedRequest signed = sign(operation, body, skewWhenSigned);
        if (sendBefore != Long.MAX_VALUE && nanoTime.getAsLong() - sendBefore >= 0) {
            throw new CallFailed(Kind.NOT_SENT, "NotSent", operation + " was not sent: the worker's lease has run out");
        }
        return exchange(operation, signed, skewWhenSigned);
    }

    private static <R> R read(String operation, Answer answer, Function<Slice, R> reader) {
        try {
            return reader.apply(answer.body());
        } catch (MalformedJson malformed) {
            throw broken(
                    "Malformed",
                    operation + " got an answer that cannot be read: " + malformed.getMessage(),
                    malformed);
        }
    }

    private SignedRequest sign(String operation, Body body, Duration skewNow) {
        AwsCredentialsIdentity identity = identity();
        URI endpoint = connection.endpoint().apply(identity);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol(endpoint.getScheme())
                .host(EndpointUrl.host(endpoint).orElseThrow())
                .port(EndpointUrl.port(endpoint))
                .encodedPath(endpoint.getRawPath())
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Amz-Target", "DynamoDB_20120810." + operation)
                .putHeader("Accept-Encoding", "identity")
                .putHeader("Content-Length", Integer.toString(body.length()))
                .build();
        return signer.sign(sign -> sign.identity(identity)
                .request(request)
                .payload(body::open)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                .putProperty(AwsV4HttpSigner.REGION_NAME, connection.region())
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.offset(clock, skewNow)));
    }

    /** Missing credentials may be available a moment later: the services that hand them out fail too. */
    private AwsCredentialsIdentity identity() {
        try {
            return connection.credentials().resolveCredentials();
        } catch (CredentialFailure e) {
            Kind kind = e.retryable() ? Kind.TRANSIENT : Kind.DENIED;
            String sentence = String.valueOf(e.getMessage());
            throw new CallFailed(kind, "CredentialsUnavailable", sentence, sentence, e);
        }
    }

    private Answer exchange(String operation, SignedRequest signed, Duration skewWhenSigned) {
        ExecutableHttpRequest call = http.prepareRequest(HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElseThrow())
                .build());
        var aborted = new AbortOnce(call);
        Future<?> abort = timer.schedule(aborted, connection.bound().toNanos(), TimeUnit.NANOSECONDS);
        try {
            HttpExecuteResponse response = call.call();
            byte[] answer = AnswerBody.read(response, LARGEST_ANSWER);
            int status = response.httpResponse().statusCode();
            if (status == 200) {
                return new Answer(new Slice(answer, 0, answer.length), date(response));
            }
            throw correctingSkew(ErrorAnswer.read(operation, status, answer), response, skewWhenSigned);
        } catch (IOException | RuntimeException e) {
            throw aborted.hasRun() ? timedOut(operation, e) : failure(operation, e);
        } finally {
            abort.cancel(false);
        }
    }

    private static CallFailed failure(String operation, Exception e) {
        if (e instanceof CallFailed failed) {
            return failed;
        }
        if (e instanceof IOException) {
            String why = NetworkFailure.in(e).map(NetworkFailure::getMessage).orElseGet(() -> ofAnswer(e));
            return new CallFailed(Kind.TRANSIENT, "ConnectionBroken", operation + " failed: " + why, why, e);
        }
        throw (RuntimeException) e;
    }

    /** The problem that {@link AnswerBody} found, otherwise that the answer could not be read to its end. */
    private static String ofAnswer(Exception e) {
        String said = String.valueOf(e.getMessage());
        return said.startsWith("the answer") ? said : "the connection broke";
    }

    private CallFailed timedOut(String operation, Exception e) {
        return broken(
                "TimedOut",
                operation + " got no whole answer within " + connection.bound().toMillis() + " ms",
                e);
    }

    private static CallFailed broken(String code, String message, Exception cause) {
        return new CallFailed(Kind.TRANSIENT, code, message, message, cause);
    }

    /**
     * When a signature was refused because of its time, corrects our clock by the service's and allows a retry. It
     * compares with the skew that the request was signed with, because other calls in flight may have corrected the
     * clock meanwhile.
     */
    private CallFailed correctingSkew(CallFailed failure, HttpExecuteResponse response, Duration skewWhenSigned) {
        if (!ErrorAnswer.mayBeSkew(failure)) {
            return failure;
        }
        Optional<Instant> theirs = date(response);
        if (theirs.isEmpty()) {
            return failure;
        }
        Duration seen = Duration.between(clock.instant(), theirs.get());
        if (seen.minus(skewWhenSigned).abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return failure;
        }
        skew = seen;
        return broken(
                "ClockSkew", failure.getMessage() + " (our clock is wrong by " + seen.toSeconds() + " s)", failure);
    }

    private static Optional<Instant> date(HttpExecuteResponse response) {
        return response.httpResponse().firstMatchingHeader("Date").flatMap(HttpDate::parse);
    }

    /** An answer's bytes, and the service's time when it answered. */
    private record Answer(Slice body, Optional<Instant> date) {}

    /** Ends a call from another thread, at most once. */
    private static final class AbortOnce implements Runnable {
        private final ExecutableHttpRequest call;
        private volatile boolean ran;

        AbortOnce(ExecutableHttpRequest call) {
            this.call = call;
        }

        @Override
        public void run() {
            ran = true;
            call.abort();
        }

        boolean hasRun() {
            return ran;
        }
    }
}
