// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Logs calls to AWS for {@code --debug}, one line each: operation, table, status, units, milliseconds, number of the
 * try and the service's id of the request. It never logs contents. Until it has begun, calls pass untouched.
 * Thread-safe.
 */
public final class CallLog {
    private static final Pattern TABLE = Pattern.compile("\"(?:Global)?TableName\"\\s*:\\s*\"([0-9A-Za-z_.:/-]+)\"");
    private static final Pattern BATCH = Pattern.compile("\"RequestItems\"\\s*:\\s*\\{\\s*\"([0-9A-Za-z_.:/-]+)\"");
    private static final Pattern UNITS =
            Pattern.compile("\"ConsumedCapacity\"\\s*:\\s*[\\[{][^\\[\\]]*?\"CapacityUnits\"\\s*:\\s*([0-9.Ee+-]+)");
    private static final Pattern ACTION = Pattern.compile("^Action=([A-Za-z]+)");
    private static final Pattern TRY = Pattern.compile("attempt=([0-9]+)");

    private final LongSupplier nanoTime;
    private volatile @Nullable PrintWriter lines;

    public CallLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on calls are written into a new file, which is answered. */
    Path begin(LogFiles files) throws IOException {
        LogFiles.LogFile log = files.make("calls");
        log.writer().println("operation table status units milliseconds try request");
        lines = log.writer();
        return log.path();
    }

    /** The same client, whose calls are written once this is begun. */
    SdkHttpClient on(SdkHttpClient real) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                ExecutableHttpRequest call = real.prepareRequest(request);
                @Nullable PrintWriter out = lines;
                return out == null ? call : new LoggedCall(request, call, out);
            }

            @Override
            public String clientName() {
                return real.clientName();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private final class LoggedCall implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private final ExecutableHttpRequest real;
        private final PrintWriter out;

        LoggedCall(HttpExecuteRequest request, ExecutableHttpRequest real, PrintWriter out) {
            this.request = request;
            this.real = real;
            this.out = out;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            long startedAt = nanoTime.getAsLong();
            try {
                HttpExecuteResponse answer = real.call();
                byte[] body = answer.responseBody().isPresent()
                        ? answer.responseBody().get().readAllBytes()
                        : new byte[0];
                String id = Stream.of("x-amzn-RequestId", "x-amz-request-id")
                        .flatMap(name -> answer.httpResponse().firstMatchingHeader(name).stream())
                        .findFirst()
                        .orElse("-");
                String text = new String(body, StandardCharsets.ISO_8859_1);
                write(startedAt, Integer.toString(answer.httpResponse().statusCode()), units(text), id);
                return HttpExecuteResponse.builder()
                        .response(answer.httpResponse())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            } catch (IOException e) {
                write(startedAt, "unanswered", "-", "-");
                throw e;
            }
        }

        @Override
        public void abort() {
            real.abort();
        }

        private void write(long startedAt, String status, String units, String id) {
            long milliseconds = (nanoTime.getAsLong() - startedAt) / 1_000_000;
            String tries = request.httpRequest()
                    .firstMatchingHeader("amz-sdk-request")
                    .map(header -> found(TRY, header))
                    .orElse("1");
            out.println(String.join(
                    " ", operation(), table(), status, units, Long.toString(milliseconds), tries, printable(id)));
        }

        /** JSON services name it in a header, STS in the form, the others by their host. */
        private String operation() {
            return printable(request.httpRequest()
                    .firstMatchingHeader("X-Amz-Target")
                    .map(text -> text.substring(text.indexOf('.') + 1))
                    .or(() -> Optional.of(found(ACTION, body())).filter(action -> !action.equals("-")))
                    .orElseGet(() -> request.httpRequest().host()));
        }

        private String table() {
            String body = body();
            String table = found(TABLE, body);
            return table.equals("-") ? found(BATCH, body) : table;
        }

        private String body() {
            return request.contentStreamProvider()
                    .map(provider -> {
                        try (InputStream in = provider.newStream()) {
                            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                        } catch (IOException e) {
                            return "";
                        }
                    })
                    .orElse("");
        }
    }

    /** The sum over the tables of an answer. */
    private static String units(String body) {
        double sum = 0;
        int found = 0;
        for (Matcher units = UNITS.matcher(body); units.find(); found++) {
            sum += Double.parseDouble(units.group(1));
        }
        return found == 0 ? "-" : String.format(Locale.ROOT, "%.1f", sum);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "-";
    }

    private static String printable(String text) {
        return Optional.of(text.replaceAll("[^!-~]", "?"))
                .filter(clean -> !clean.isEmpty())
                .orElse("-");
    }
}
